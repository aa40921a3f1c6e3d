package org.careagent.neuron.application.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.application.provider.AcknowledgeIntroduction.Outcome;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class AcknowledgeIntroductionTest {
    private static final Instant NOW = Samples.ISSUED.plusSeconds(60);
    private static final Npi ADA = provider(1);

    private final FakeBooks books = new FakeBooks();
    private final ManualClock clock = new ManualClock(NOW);
    private final AcknowledgeIntroduction acknowledgement =
            new AcknowledgeIntroduction(books.storage.introductions(), books.journal, clock);
    private final Change.Establish founded = establish(relationship(patient(1), ADA), key(1));
    private final IntroductionId id = founded.introduced().orElseThrow().id();

    @BeforeEach
    void introduce() {
        var _ = books.journal.commit(new Write.Relate(founded), List.of());
    }

    private Optional<Instant> acknowledgedAt() {
        return books.storage.introductions().find(id).orElseThrow().acknowledgedAt();
    }

    @Test
    void keepsThatItHasArrivedAndRecordsNothing() {
        assertThat(acknowledgement.acknowledge(id, ADA)).isEqualTo(Outcome.ACKNOWLEDGED);

        assertThat(acknowledgedAt()).contains(NOW);
        assertThat(books.audit.events()).isEmpty();
    }

    @Test
    void leavesASecondTimeWithoutEffect() {
        assertThat(acknowledgement.acknowledge(id, ADA)).isEqualTo(Outcome.ACKNOWLEDGED);
        clock.advance(Duration.ofSeconds(5));

        assertThat(acknowledgement.acknowledge(id, ADA)).isEqualTo(Outcome.ACKNOWLEDGED_BEFORE);

        assertThat(acknowledgedAt()).contains(NOW);
    }

    @Test
    void knowsNothingOfOthersAndUnknownOnes() {
        assertThat(acknowledgement.acknowledge(id, provider(2))).isEqualTo(Outcome.UNKNOWN);
        assertThat(acknowledgement.acknowledge(new IntroductionId(new UUID(0, 7)), ADA))
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(acknowledgedAt()).isEmpty();
    }

    @Test
    void isContentWhenAnotherIsFaster() {
        AcknowledgeIntroduction behind =
                new AcknowledgeIntroduction(
                        books.storage.introductions(),
                        books.journal,
                        () -> {
                            var _ = acknowledgement.acknowledge(id, ADA);
                            return NOW.plusSeconds(1);
                        });

        assertThat(behind.acknowledge(id, ADA)).isEqualTo(Outcome.ACKNOWLEDGED_BEFORE);
        assertThat(acknowledgedAt()).contains(NOW);
    }
}
