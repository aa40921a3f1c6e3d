package org.careagent.neuron.application.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.FakeWorkers;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

@Timeout(30)
final class PendingIntroductionsTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T12:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private LongSupplier count = () -> 3;
    private final PendingIntroductions pending =
            new PendingIntroductions(new Counted(), new FakeWorkers(), clock);

    private final class Counted implements IntroductionStore {
        @Override
        public List<Introduction> pending(Npi provider, Optional<IntroductionId> after, int most) {
            return List.of();
        }

        @Override
        public long pendingCount() {
            asked.incrementAndGet();
            return count.getAsLong();
        }

        @Override
        public Optional<KeptIntroduction> find(IntroductionId id) {
            return Optional.empty();
        }
    }

    @Test
    void asksTheStorageAtMostOnceInTenSeconds() {
        assertThat(pending.now()).isEqualTo(3);
        count = () -> 4;
        clock.advance(Duration.ofSeconds(9));

        assertThat(pending.now()).isEqualTo(3);
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAgainAfterThat() {
        assertThat(pending.now()).isEqualTo(3);
        count = () -> 4;
        clock.advance(Duration.ofSeconds(10));

        assertThat(pending.now()).isEqualTo(4);
    }

    @Test
    void tellsTheLastKnownNumberWhileTheStorageFails() {
        assertThat(pending.now()).isEqualTo(3);
        count =
                () -> {
                    throw new IllegalStateException("away");
                };
        clock.advance(Duration.ofSeconds(10));

        assertThat(pending.now()).isEqualTo(3);
    }
}
