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

import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// What every [IntroductionSignal] does for the changes of its own node.
@Timeout(60)
public abstract class IntroductionSignalContract {
    private static final Npi ADA = provider(1);
    private static final Npi BOB = provider(2);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final HeardIntroductions ear = new HeardIntroductions();

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    private Change.Establish founded(int number, Npi provider) {
        return establish(relationship(patient(number), provider), key(number));
    }

    @Test
    void namesWhoeverHasSomethingToLearn() {
        try (var _ = storage().introductionSignal().listen(ear)) {
            assertThat(apply(storage(), founded(1, ADA))).isEqualTo(APPLIED);

            assertThat(ear.names(ADA, SOON)).isTrue();
            assertThat(apply(storage(), founded(2, BOB))).isEqualTo(APPLIED);
            assertThat(ear.names(BOB, SOON)).isTrue();
        }
    }

    @Test
    void speaksOnceThereIsSomethingToFind() {
        List<Integer> found = new CopyOnWriteArrayList<>();
        IntroductionSignal.Ear looking =
                new IntroductionSignal.Ear() {
                    @Override
                    public void introduced(Npi provider) {
                        found.add(
                                storage()
                                        .introductions()
                                        .pending(provider, Optional.empty(), 9)
                                        .size());
                        ear.introduced(provider);
                    }

                    @Override
                    public void introducedPerhaps() {}
                };
        try (var _ = storage().introductionSignal().listen(looking)) {
            assertThat(apply(storage(), founded(1, ADA))).isEqualTo(APPLIED);

            assertThat(ear.names(ADA, SOON)).isTrue();
            assertThat(found.getFirst()).isEqualTo(1);
        }
    }

    @Test
    void saysNothingWhereNothingIsToBeLearnt() {
        Change.Establish ada = founded(1, ADA);
        assertThat(apply(storage(), ada)).isEqualTo(APPLIED);
        try (var _ = storage().introductionSignal().listen(ear)) {
            // Another node's way of telling may be on its way still.
            var _ = ear.names(BOB, Duration.ofMillis(100));
            assertThat(apply(storage(), founded(1, ADA))).isEqualTo(CONFLICT);
            Write end = new Write.Relate(new Change.Terminate(ada.relationship().id(), ISSUED));
            assertThat(apply(storage(), end)).isEqualTo(APPLIED);
            Write acknowledgement =
                    new Write.AcknowledgeIntroduction(ada.introduction(), ADA, ISSUED);
            assertThat(apply(storage(), acknowledgement)).isEqualTo(APPLIED);

            assertThat(ear.names(ADA, Duration.ofMillis(100))).isFalse();
        }
    }

    @Test
    void speaksToNobodyWhoHasClosedIt() {
        storage().introductionSignal().listen(ear).close();

        assertThat(apply(storage(), founded(1, ADA))).isEqualTo(APPLIED);

        assertThat(ear.names(ADA, Duration.ofMillis(100))).isFalse();
    }
}
