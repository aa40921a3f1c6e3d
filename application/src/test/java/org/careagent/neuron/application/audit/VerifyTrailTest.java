package org.careagent.neuron.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.careagent.neuron.application.port.FakeWorkers;
import org.careagent.neuron.application.port.TrailRecords;
import org.careagent.neuron.application.port.TrailVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

@Timeout(20)
final class VerifyTrailTest {
    private static final int MANY = 8;

    /// A trail of which only the verdict is asked.
    private record Verifying(Supplier<TrailVerdict> verdict) implements TrailRecords {
        @Override
        public List<Entry> after(long sequence, int most) {
            return List.of();
        }

        @Override
        public Optional<SignedCheckpoint> newestCheckpoint() {
            return Optional.empty();
        }

        @Override
        public TrailVerdict verify() {
            return verdict.get();
        }
    }

    private static TrailVerdict verdict(int number) {
        return new TrailVerdict.Undecided(Optional.empty(), "check " + number);
    }

    @Test
    void checksAnewForEachWhoAsksAlone() {
        AtomicInteger checks = new AtomicInteger();
        VerifyTrail verify =
                new VerifyTrail(
                        new Verifying(() -> verdict(checks.incrementAndGet())), new FakeWorkers());

        assertThat(verify.verify()).isEqualTo(verdict(1));
        assertThat(verify.verify()).isEqualTo(verdict(2));
    }

    @Test
    void checksOnceForAllWhoAskMeanwhile() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger checks = new AtomicInteger();
        VerifyTrail verify =
                new VerifyTrail(
                        new Verifying(() -> {
                            begun.countDown();
                            awaiting(goOn);
                            return verdict(checks.incrementAndGet());
                        }),
                        new FakeWorkers());
        CompletableFuture<TrailVerdict> first = CompletableFuture.supplyAsync(verify::verify);
        begun.await();
        List<Thread> others =
                IntStream.range(0, MANY)
                        .mapToObj(_ ->
                                Thread.ofPlatform()
                                        .start(() ->
                                                assertThat(verify.verify()).isEqualTo(verdict(1))))
                        .toList();
        while (others.stream().anyMatch(it -> it.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }

        goOn.countDown();

        assertThat(first.join()).isEqualTo(verdict(1));
        for (Thread other : others) {
            other.join();
        }
        assertThat(checks).hasValue(1);
    }

    private static void awaiting(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void checksAnewAfterACheckThatFailed() {
        AtomicInteger checks = new AtomicInteger();
        VerifyTrail verify =
                new VerifyTrail(
                        new Verifying(() -> {
                            if (checks.incrementAndGet() == 1) {
                                throw new IllegalStateException("no disk");
                            }
                            return verdict(checks.get());
                        }),
                        new FakeWorkers());

        assertThatIllegalStateException()
                .isThrownBy(verify::verify)
                .havingRootCause()
                .withMessage("no disk");
        assertThat(verify.verify()).isEqualTo(verdict(2));
    }
}
