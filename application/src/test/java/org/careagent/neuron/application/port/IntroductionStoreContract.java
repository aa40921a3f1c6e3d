package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// What every [IntroductionStore] does.
@Timeout(60)
public abstract class IntroductionStoreContract {
    private static final Npi ADA = provider(1);
    private static final Npi BOB = provider(2);
    private static final Instant LATER = ISSUED.plusSeconds(60);
    private static final int RACERS = 16;

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    private IntroductionStore store() {
        return storage().introductions();
    }

    // The number is how old it is, too: the highest is the oldest.
    private Introduction introduce(Npi to, int number) {
        Relationship some = relationship(patient(number), to);
        Relationship dated =
                new Relationship(
                        some.id(),
                        some.patient(),
                        some.provider(),
                        some.endpoint(),
                        some.actions(),
                        some.consentIssuedAt(),
                        some.createdAt(),
                        some.updatedAt().minusNanos(number));
        Change.Establish founded = establish(dated, key(number));
        assertThat(apply(storage(), founded)).isEqualTo(APPLIED);
        return founded.introduced().orElseThrow();
    }

    private Outcome acknowledge(Introduction introduction, Npi by, Instant at) {
        return apply(storage(), new Write.AcknowledgeIntroduction(introduction.id(), by, at));
    }

    private List<Introduction> pending(Npi provider) {
        return store().pending(provider, Optional.empty(), 10);
    }

    private List<Introduction> pendingAfter(Introduction last) {
        return store().pending(ADA, Optional.of(last.id()), 10);
    }

    @Test
    void findsOneByItsName() {
        Introduction introduction = introduce(ADA, 1);

        assertThat(store().find(introduction.id()))
                .contains(new KeptIntroduction(introduction, Optional.empty()));
        assertThat(store().find(new IntroductionId(new UUID(0, 7)))).isEmpty();
    }

    @Test
    void givesOutWhatIsPendingTheOldestFirst() {
        Introduction youngest = introduce(ADA, 1);
        Introduction oldest = introduce(ADA, 3);
        Introduction between = introduce(ADA, 2);
        Introduction bobs = introduce(BOB, 4);

        assertThat(pending(ADA)).containsExactly(oldest, between, youngest);
        assertThat(pending(BOB)).containsExactly(bobs);
        assertThat(pending(provider(3))).isEmpty();
        assertThat(store().pending(ADA, Optional.empty(), 2)).containsExactly(oldest, between);
    }

    @Test
    void countsWhatIsPendingForAllProvidersTogether() {
        assertThat(store().pendingCount()).isZero();
        Introduction adas = introduce(ADA, 1);
        var _ = introduce(BOB, 2);

        assertThat(store().pendingCount()).isEqualTo(2);
        assertThat(acknowledge(adas, ADA, LATER)).isEqualTo(APPLIED);
        assertThat(store().pendingCount()).isEqualTo(1);
    }

    @Test
    void goesOnAfterOneAcknowledgedOrNot() {
        Introduction third = introduce(ADA, 1);
        Introduction second = introduce(ADA, 2);
        Introduction first = introduce(ADA, 3);

        assertThat(pendingAfter(first)).containsExactly(second, third);
        assertThat(acknowledge(first, ADA, LATER)).isEqualTo(APPLIED);
        assertThat(pendingAfter(first)).containsExactly(second, third);
        assertThat(store().pending(ADA, Optional.of(first.id()), 1)).containsExactly(second);
        assertThat(pendingAfter(third)).isEmpty();
    }

    @Test
    void goesOnAmongThoseOfOneInstant() {
        List<Introduction> made =
                IntStream.range(0, 5)
                        .mapToObj(i -> establish(relationship(patient(i), ADA), key(i)))
                        .peek(founded -> assertThat(apply(storage(), founded)).isEqualTo(APPLIED))
                        .flatMap(founded -> founded.introduced().stream())
                        .toList();

        List<Introduction> seen = new ArrayList<>();
        Optional<IntroductionId> last = Optional.empty();
        for (int i = 0; i < made.size(); i++) {
            Introduction next = store().pending(ADA, last, 1).getFirst();
            seen.add(next);
            last = Optional.of(next.id());
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
        assertThat(store().pending(ADA, last, 1)).isEmpty();
    }

    @Test
    void hasNothingAfterOneOfAnotherOrUnknown() {
        Introduction bobs = introduce(BOB, 2);
        var _ = introduce(ADA, 1);

        assertThat(pendingAfter(bobs)).isEmpty();
        assertThat(store().pending(ADA, Optional.of(new IntroductionId(new UUID(0, 7))), 9))
                .isEmpty();
    }

    @Test
    void givesOutNoMoreWhatWasAcknowledged() {
        Introduction introduction = introduce(ADA, 1);

        assertThat(acknowledge(introduction, ADA, LATER)).isEqualTo(APPLIED);

        assertThat(pending(ADA)).isEmpty();
        assertThat(store().find(introduction.id()))
                .contains(new KeptIntroduction(introduction, Optional.of(LATER)));
    }

    @Test
    void acknowledgesOnce() {
        Introduction introduction = introduce(ADA, 1);
        assertThat(acknowledge(introduction, ADA, LATER)).isEqualTo(APPLIED);

        assertThat(acknowledge(introduction, ADA, LATER.plusSeconds(1))).isEqualTo(CONFLICT);

        assertThat(store().find(introduction.id()).orElseThrow().acknowledgedAt()).contains(LATER);
    }

    @Test
    void acknowledgesNothingForAnotherAndNothingUnknown() {
        Introduction introduction = introduce(ADA, 1);

        assertThat(acknowledge(introduction, BOB, LATER)).isEqualTo(CONFLICT);
        assertThat(
                        apply(
                                storage(),
                                new Write.AcknowledgeIntroduction(
                                        new IntroductionId(new UUID(0, 7)), ADA, LATER)))
                .isEqualTo(CONFLICT);

        assertThat(pending(ADA)).containsExactly(introduction);
    }

    @Test
    void acknowledgesWhatWasMadeInTheSameCall() {
        Change.Establish founded = establish(relationship(patient(1), ADA), key(1));
        Write acknowledgement =
                new Write.AcknowledgeIntroduction(
                        founded.introduced().orElseThrow().id(), ADA, LATER);

        List<Outcome> outcomes =
                storage()
                        .changes()
                        .commit(
                                List.of(
                                        new Commit(new Write.Relate(founded), List.of()),
                                        new Commit(acknowledgement, List.of())),
                                Optional.empty())
                        .outcomes();

        assertThat(outcomes).containsExactly(APPLIED, APPLIED);
        assertThat(pending(ADA)).isEmpty();
    }

    @Test
    void letsOneOfManyRacersAcknowledge() throws Exception {
        Introduction introduction = introduce(ADA, 1);
        List<Outcome> outcomes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> racers =
                    IntStream.range(0, RACERS)
                            .<Callable<Outcome>>mapToObj(
                                    i -> () -> acknowledge(introduction, ADA, LATER.plusSeconds(i)))
                            .toList();
            outcomes = threads.invokeAll(racers).stream().map(Future::resultNow).toList();
        }

        assertThat(outcomes).containsOnlyOnce(APPLIED);
        assertThat(store().find(introduction.id()).orElseThrow().acknowledgedAt())
                .contains(LATER.plusSeconds(outcomes.indexOf(APPLIED)));
    }
}
