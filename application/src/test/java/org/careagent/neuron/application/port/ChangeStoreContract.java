package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;
import static org.careagent.neuron.application.port.Samples.withConsentOf;

import org.careagent.neuron.application.port.ChangeStore.Receipt;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// What every [ChangeStore] does beyond single changes.
@Timeout(60)
public abstract class ChangeStoreContract {
    private static final int CALLERS = 32;
    private static final AuditMark MARK = new AuditMark(2, new AuditPosition(17, "a".repeat(64)));

    private final Relationship first = relationship(patient(1), provider(1));

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    private ChangeStore store() {
        return storage().changes();
    }

    @Test
    void owesNothingAtFirst() {
        assertThat(store().mark()).isEmpty();
        assertThat(store().owed()).isEmpty();
        assertThat(commit()).isEqualTo(new Receipt(List.of(), 0, List.of()));
    }

    @Test
    void givesOneRelationshipToAllWhoRaceForIt() throws Exception {
        List<RelationshipId> told = Race.run(200, patient(1), provider(1), storage());

        assertThat(told).hasSize(200).containsOnly(told.getFirst());
        assertThat(storage().relationships().list(RelationshipFilter.ALL, Optional.empty(), 10))
                .extracting(kept -> kept.relationship().id())
                .containsExactly(told.getFirst());
    }

    @Test
    void makesManyChangesOfAllKindsInOne() {
        Provider ada = new Provider(provider(1), "Ada", List.of("physician"), Optional.empty());

        Receipt receipt =
                commit(
                        commit(new Write.AddProvider(ada)),
                        commit(establish(first, key(1))),
                        commit(establish(relationship(patient(2), provider(1)), key(2))),
                        commit(new Change.Terminate(first.id(), ISSUED)),
                        commit(new Write.RemoveProvider(provider(1))));

        assertThat(receipt.outcomes()).containsOnly(APPLIED).hasSize(5);
        assertThat(storage().providers().all()).isEmpty();
        assertThat(storage().relationships().find(first.id()).orElseThrow().terminatedAt())
                .contains(ISSUED);
    }

    @Test
    void makesWhatFitsAndLeavesOutWhatDoesNot() {
        Relationship second = relationship(patient(2), provider(1));

        Receipt receipt =
                commit(
                        commit(establish(first, key(1)), "one"),
                        commit(establish(relationship(patient(1), provider(2)), key(9)), "none"),
                        commit(establish(relationship(patient(1), provider(1)), key(1)), "none"),
                        commit(new Change.Release(patient(7)), "none"),
                        commit(establish(second, key(2)), "two"));

        assertThat(receipt)
                .isEqualTo(
                        new Receipt(
                                List.of(APPLIED, CONFLICT, CONFLICT, CONFLICT, APPLIED),
                                2,
                                List.of()));
        assertThat(store().owed()).isEqualTo(notes("one", "two"));
        assertThat(storage().relationships().standing(patient(1), provider(2)).active()).isEmpty();
        assertThat(storage().relationships().find(second.id())).isPresent();
    }

    @Test
    void seesTheChangesBeforeInTheSameCall() {
        Relationship again = withConsentOf(relationship(patient(1), provider(1)), later(3));

        Receipt receipt =
                commit(
                        commit(establish(first, key(1))),
                        commit(new Change.Release(patient(1))),
                        commit(new Change.Bind(first, key(2))),
                        commit(
                                new Change.Renew(
                                        withConsentOf(first, later(1)), key(2), Optional.empty())),
                        commit(new Change.Terminate(first.id(), later(2))),
                        commit(establish(again, key(2))),
                        commit(establish(relationship(patient(1), provider(1)), key(2))));

        assertThat(receipt.outcomes())
                .containsExactly(APPLIED, APPLIED, APPLIED, APPLIED, APPLIED, APPLIED, CONFLICT);
        assertThat(storage().relationships().standing(patient(1), provider(1)).active())
                .contains(again);
    }

    @Test
    void seesTheProvidersAndKeysBeforeInTheSameCall() {
        Provider ada = new Provider(provider(1), "Ada", List.of("physician"), Optional.empty());

        Receipt receipt =
                commit(
                        commit(new Write.AddProvider(ada)),
                        commit(new Write.AddProvider(ada)),
                        commit(new Write.RemoveProvider(provider(1))),
                        commit(new Write.RemoveProvider(provider(1))),
                        commit(new Write.AddProvider(ada)));

        assertThat(receipt.outcomes())
                .containsExactly(APPLIED, CONFLICT, APPLIED, CONFLICT, APPLIED);
        assertThat(storage().providers().all()).containsExactly(ada);
    }

    @Test
    void owesTheNotesOfWhatItMadeInTheirOrderUntilTheMark() {
        var _ = commit(commit(establish(first, key(1)), "1", "2"));
        var _ =
                commit(
                        commit(establish(relationship(patient(2), provider(1)), key(2)), "3"),
                        commit(new Change.Terminate(first.id(), ISSUED), "4"));
        assertThat(store().owed()).isEqualTo(notes("1", "2", "3", "4"));

        Receipt receipt = store().commit(List.of(), Optional.of(MARK));

        assertThat(receipt.lastOwed()).isEqualTo(4);
        assertThat(store().mark()).contains(MARK);
        assertThat(store().owed()).isEqualTo(notes("3", "4"));
    }

    @Test
    void keepsTheMarkThatItHasAndNumbersOn() {
        var _ = commit(commit(establish(first, key(1)), "1", "2"));
        var _ = store().commit(List.of(), Optional.of(MARK));

        Receipt receipt = commit(commit(new Change.Terminate(first.id(), ISSUED), "3"));

        assertThat(receipt.lastOwed()).isEqualTo(3);
        assertThat(store().mark()).contains(MARK);
        assertThat(store().owed()).isEqualTo(notes("3"));
    }

    @Test
    void keepsTheLongestNote() {
        String longest = "\uD83E\uDE7A\"\\".repeat(70_000);

        var _ = commit(commit(establish(first, key(1)), longest));

        assertThat(store().owed()).isEqualTo(notes(longest));
    }

    @Test
    void storesTheIntroductionWithTheRelationship() {
        Change.Establish founded = establish(first, key(1));
        Relationship later =
                new Relationship(
                        first.id(),
                        first.patient(),
                        first.provider(),
                        first.endpoint(),
                        first.actions(),
                        later(1),
                        first.createdAt(),
                        first.updatedAt().plusNanos(1));
        Change.Renew renewed =
                new Change.Renew(later, key(1), Optional.of(new IntroductionId(new UUID(1, 1))));

        var _ =
                commit(
                        commit(founded),
                        commit(establish(relationship(patient(1), provider(1)), key(1))),
                        commit(establish(relationship(patient(2), provider(2)), key(1))),
                        commit(renewed));

        assertThat(pending(10))
                .containsExactly(
                        founded.introduced().orElseThrow(), renewed.introduced().orElseThrow());
        assertThat(pending(1)).containsExactly(founded.introduced().orElseThrow());
    }

    @Test
    void numbersTheNotesOfManyCallersWithoutAGap() throws Exception {
        List<Receipt> receipts;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Receipt>> callers =
                    IntStream.range(0, CALLERS)
                            .<Callable<Receipt>>mapToObj(i ->
                                    () ->
                                            commit(
                                                    commit(
                                                            establish(
                                                                    relationship(
                                                                            patient(i),
                                                                            provider(1)),
                                                                    key(i)),
                                                            "note")))
                            .toList();
            receipts = threads.invokeAll(callers).stream().map(Future::resultNow).toList();
        }

        assertThat(receipts.stream().mapToLong(Receipt::lastOwed).sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, CALLERS).mapToObj(i -> (long) i).toList());
        assertThat(store().owed()).hasSize(CALLERS);
    }

    private List<Introduction> pending(int most) {
        return storage().introductions().pending(provider(1), Optional.empty(), most);
    }

    private Receipt commit(Commit... commits) {
        return store().commit(List.of(commits), Optional.empty());
    }

    private static Commit commit(Change change, String... notes) {
        return commit(new Write.Relate(change), notes);
    }

    private static Commit commit(Write write, String... notes) {
        return new Commit(write, notes(notes));
    }

    private static List<AuditNote> notes(String... texts) {
        return List.of(texts).stream().map(AuditNote::new).toList();
    }

    private static Instant later(int seconds) {
        return ISSUED.plusSeconds(seconds);
    }
}
