package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// What every [Storage] does when what it keeps moves into another, or comes from there.
@Timeout(60)
public abstract class ContentsContract {
    private static final int MORE_THAN_A_PAGE = 1_234;

    private static final AuditMark MARK = new AuditMark(1, new AuditPosition(17, "a".repeat(64)));

    private final Relationship active = relationship(patient(1), provider(1));
    private final Relationship ended = relationship(patient(2), provider(1));

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    @Test
    void isEmptyAtFirst() {
        assertThat(contentsOf(storage())).isEqualTo(contentsOf(new FakeStorage()));
        assertThat(contentsOf(storage()).node()).isEqualTo(NodeBooks.NEW);
    }

    @Test
    void handsOverAllThatItKeeps() {
        Storage other = new FakeStorage();
        fill(storage());

        try (Snapshot snapshot = storage().snapshot()) {
            other.load(snapshot);
        }

        CopiedSnapshot moved = contentsOf(other);
        assertThat(moved).isEqualTo(contentsOf(storage()));
        assertThat(moved.allRelationships())
                .containsExactlyInAnyOrder(
                        new KeptRelationship(active, Optional.empty()),
                        new KeptRelationship(ended, Optional.of(ISSUED.plusSeconds(9))));
        assertThat(moved.allBindings()).containsExactly(new Binding(patient(1), key(1)));
        assertThat(moved.allProviders()).hasSize(2);
        assertThat(moved.allApiKeys()).hasSize(2).anyMatch(kept -> kept.lastUsedAt().isPresent());
        assertThat(moved.allIntroductions())
                .extracting(KeptIntroduction::acknowledgedAt)
                .containsExactlyInAnyOrder(Optional.empty(), Optional.of(ISSUED.plusSeconds(11)));
        assertThat(moved.node())
                .isEqualTo(
                        new NodeBooks(
                                3,
                                Optional.of(MARK),
                                List.of(new AuditNote("two"), new AuditNote("three"))));
    }

    @Test
    void takesUpWhatAnotherKept() {
        Storage other = new FakeStorage();
        fill(other);

        storage().load(contentsOf(other));

        assertThat(contentsOf(storage())).isEqualTo(contentsOf(other));
        assertThat(storage().changes().owed()).hasSize(2);
        assertThat(storage().changes().mark()).contains(MARK);
        assertThat(storage().introductions().pending(provider(1), Optional.empty(), 9)).hasSize(1);
    }

    @Test
    void goesOnFromWhatItHasTakenUp() {
        Storage other = new FakeStorage();
        fill(other);
        storage().load(contentsOf(other));

        assertThat(apply(storage(), establish(relationship(patient(1), provider(1)), key(1))))
                .isEqualTo(ChangeStore.Outcome.CONFLICT);
        assertThat(apply(storage(), new Change.Terminate(active.id(), ISSUED)))
                .isEqualTo(ChangeStore.Outcome.APPLIED);
        Commit next =
                new Commit(new Write.RemoveProvider(provider(1)), List.of(new AuditNote("four")));
        assertThat(storage().changes().commit(List.of(next), Optional.of(MARK)).lastOwed())
                .isEqualTo(4);
        assertThat(storage().changes().owed().getLast()).isEqualTo(new AuditNote("four"));
    }

    @Test
    void takesUpNothingWhereSomethingIs() {
        Storage other = new FakeStorage();
        fill(other);
        var _ = apply(storage(), establish(active, key(1)));
        CopiedSnapshot before = contentsOf(storage());

        assertThatThrownBy(() -> storage().load(contentsOf(other)))
                .isInstanceOf(StorageNotEmptyException.class);

        assertThat(contentsOf(storage())).isEqualTo(before);
    }

    @Test
    void takesUpNothingOfWhatCannotBeReadToTheEnd() {
        Storage other = new FakeStorage();
        fill(other);

        assertThatThrownBy(() -> storage().load(new Broken(contentsOf(other))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(contentsOf(storage())).isEqualTo(contentsOf(new FakeStorage()));
    }

    @Test
    void seesOneMomentWhateverIsChangedMeanwhile() {
        fill(storage());
        CopiedSnapshot before = contentsOf(storage());

        try (Snapshot snapshot = storage().snapshot()) {
            var _ = apply(storage(), establish(relationship(patient(3), provider(1)), key(3)));
            var _ = apply(storage(), new Change.Terminate(active.id(), ISSUED.plusSeconds(99)));
            var _ = apply(storage(), new Write.RemoveProvider(provider(1)));

            assertThat(sorted(snapshot)).isEqualTo(before);
        }
        assertThat(contentsOf(storage())).isNotEqualTo(before);
    }

    @Test
    void takesUpAndHandsOverMoreThanAPage() {
        Storage first = new FakeStorage();
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            commits.add(
                    new Commit(
                            new Write.Relate(
                                    establish(relationship(patient(i), provider(1)), key(i))),
                            List.of()));
        }
        var _ = first.changes().commit(commits, Optional.empty());
        Storage other = new FakeStorage();

        try (Snapshot snapshot = first.snapshot()) {
            storage().load(snapshot);
        }
        try (Snapshot snapshot = storage().snapshot()) {
            other.load(snapshot);
        }

        assertThat(contentsOf(storage())).isEqualTo(contentsOf(first));
        assertThat(contentsOf(other).allRelationships())
                .hasSize(MORE_THAN_A_PAGE)
                .doesNotHaveDuplicates();
        assertThat(contentsOf(other).allBindings()).hasSize(MORE_THAN_A_PAGE);
        assertThat(contentsOf(other)).isEqualTo(contentsOf(storage()));
    }

    // Two are equal then if they hold the same, in whatever order.
    private static CopiedSnapshot sorted(Contents contents) {
        CopiedSnapshot copy = CopiedSnapshot.of(contents);
        return new CopiedSnapshot(
                sorted(copy.allRelationships()),
                sorted(copy.allBindings()),
                sorted(copy.allProviders()),
                sorted(copy.allApiKeys()),
                sorted(copy.allIntroductions()),
                copy.node());
    }

    // By text alone two that differ in their bytes would come in any order.
    private static <T> List<T> sorted(List<T> things) {
        return things.stream()
                .sorted(Comparator.comparing(Object::toString).thenComparingInt(Object::hashCode))
                .toList();
    }

    private static CopiedSnapshot contentsOf(Storage storage) {
        try (Snapshot snapshot = storage.snapshot()) {
            return sorted(snapshot);
        }
    }

    private void fill(Storage storage) {
        Provider bare = new Provider(provider(2), "Bo", List.of("nurse"), Optional.empty());
        Provider whole =
                new Provider(
                        provider(1),
                        "Ada",
                        List.of("physician", "surgeon"),
                        Optional.of(new AgentEndpoint("wss://ada.example")),
                        Optional.of("cardiology"),
                        Optional.of(new ProviderKey(key(7).bytes())));
        List<Write> writes =
                List.of(
                        new Write.Relate(establish(active, key(1))),
                        new Write.Relate(establish(ended, key(2))),
                        new Write.Relate(new Change.Terminate(ended.id(), ISSUED.plusSeconds(9))),
                        new Write.Relate(new Change.Release(patient(2))),
                        new Write.AcknowledgeIntroduction(
                                new IntroductionId(ended.id().value()),
                                provider(1),
                                ISSUED.plusSeconds(11)),
                        new Write.AddProvider(bare),
                        new Write.AddProvider(whole),
                        new Write.AddApiKey(apiKey("one"), hash(1)),
                        new Write.AddApiKey(apiKey("two").revoked(ISSUED), hash(2)));
        List<Commit> commits = writes.stream().map(write -> new Commit(write, List.of())).toList();
        var _ = storage.changes().commit(commits, Optional.empty());
        ApiKeyId used = storage.apiKeys().find(hash(1)).orElseThrow().id();
        storage.apiKeys().used(Map.of(used, ISSUED.plusSeconds(4).plusNanos(1)));
        owe(storage, "one", Optional.empty());
        owe(storage, "two", Optional.of(MARK));
        owe(storage, "three", Optional.of(MARK));
    }

    private static void owe(Storage storage, String text, Optional<AuditMark> mark) {
        Write write = new Write.RemoveProvider(provider(8));
        Write before =
                new Write.AddProvider(
                        new Provider(provider(8), "Cy", List.of("x"), Optional.empty()));
        var _ = apply(storage, before);
        var _ =
                storage.changes()
                        .commit(List.of(new Commit(write, List.of(new AuditNote(text)))), mark);
    }

    private static ApiKey apiKey(String name) {
        return new ApiKey(
                new ApiKeyId(UUID.randomUUID()),
                name,
                Set.of(Scope.READ, Scope.PROVIDER),
                Optional.of(provider(1)),
                ISSUED,
                Optional.of(ISSUED.plusSeconds(5)),
                Optional.empty());
    }

    private static ApiKeyHash hash(int number) {
        PatientKey some = key(number);
        return new ApiKeyHash(some.bytes());
    }

    /// Contents that end in the middle.
    private record Broken(Contents whole) implements Contents {
        @Override
        public void relationships(Consumer<? super KeptRelationship> reader) {
            whole.relationships(reader);
        }

        @Override
        public void bindings(Consumer<? super Binding> reader) {
            whole.bindings(reader);
        }

        @Override
        public void providers(Consumer<? super Provider> reader) {
            whole.providers(reader);
        }

        @Override
        public void apiKeys(Consumer<? super KeptApiKey> reader) {
            whole.apiKeys(reader);
        }

        @Override
        public void introductions(Consumer<? super KeptIntroduction> reader) {
            whole.introductions(reader);
            throw new IllegalStateException("cut");
        }

        @Override
        public NodeBooks node() {
            return whole.node();
        }
    }
}
