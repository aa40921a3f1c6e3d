package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;
import static org.careagent.neuron.application.port.Samples.withConsentOf;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What every [RelationshipStore] does when many want the same at once.
public abstract class RacingContract extends RelationshipStoreBasics {
    private static final int RACERS = 32;

    @Test
    void leavesOneActiveRelationship() throws Exception {
        List<Relationship> racers =
                IntStream.range(0, RACERS)
                        .mapToObj(_ -> relationship(patient(1), provider(1)))
                        .toList();

        List<Outcome> outcomes = race(i -> establish(racers.get(i), key(1)));

        assertThat(outcomes).containsOnlyOnce(APPLIED);
        assertThat(standingOf(first).active()).contains(racers.get(outcomes.indexOf(APPLIED)));
    }

    @Test
    void bindsOneKey() throws Exception {
        List<Outcome> outcomes =
                race(i -> establish(relationship(patient(1), provider(i)), key(i % 4)));

        PatientKey bound = standingOf(first).boundKey().orElseThrow();
        for (int i = 0; i < RACERS; i++) {
            Outcome due = key(i % 4).equals(bound) ? APPLIED : CONFLICT;
            assertThat(outcomes.get(i)).isEqualTo(due);
            assertThat(store().standing(patient(1), provider(i)).active().isPresent())
                    .isEqualTo(due == APPLIED);
        }
    }

    @Test
    void bindsOneKeyToAReleasedAgentId() throws Exception {
        applied(establish(first, key(100)));
        applied(release(patient(1)));

        List<Outcome> outcomes = race(i -> bind(first, key(i)));

        assertThat(outcomes).containsOnlyOnce(APPLIED);
        assertThat(standingOf(first).boundKey()).contains(key(outcomes.indexOf(APPLIED)));
    }

    @Test
    void keepsTheLatestConsent() throws Exception {
        applied(establish(first, key(1)));

        List<Outcome> outcomes = race(i -> renew(withConsentOf(first, ISSUED.plusNanos(i + 1))));

        assertThat(outcomes).contains(APPLIED);
        assertThat(standingOf(first).active())
                .contains(withConsentOf(first, ISSUED.plusNanos(RACERS)));
    }

    @Test
    void terminatesOnce() throws Exception {
        applied(establish(first, key(1)));

        assertThat(race(i -> terminate(first.id(), ISSUED.plusSeconds(i))))
                .containsOnlyOnce(APPLIED);
    }

    // Half of the racers end the relationship, half try to found it again on the old consent.
    @Test
    void routesNoOldConsentPastATermination() throws Exception {
        applied(establish(first, key(1)));

        List<Outcome> outcomes =
                race(i ->
                        i % 2 == 0
                                ? terminate(first.id(), ISSUED)
                                : establish(relationship(patient(1), provider(1)), key(1)));

        assertThat(outcomes).containsOnlyOnce(APPLIED);
        assertThat(standingOf(first).active()).isEmpty();
    }

    @Test
    void showsNoRelationshipWithoutItsKey() throws Exception {
        List<Boolean> sound =
                race(i -> {
                    int number = i / 2;
                    if (i % 2 == 0) {
                        applied(establish(relationship(patient(number), provider(1)), key(1)));
                    }
                    Standing seen = store().standing(patient(number), provider(1));
                    return seen.active().isEmpty() || seen.boundKey().isPresent();
                });

        assertThat(sound).containsOnly(true);
    }

    private <T> List<T> race(IntFunction<T> racer) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> racers =
                    IntStream.range(0, RACERS)
                            .<Callable<T>>mapToObj(i -> () -> racer.apply(i))
                            .toList();
            return threads.invokeAll(racers).stream().map(Future::resultNow).toList();
        }
    }
}
