package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class CheckpointDurabilityTest {
    private final AtomicInteger checkpoints = new AtomicInteger();

    @Test
    void returnsAWriteAfterItsCheckpoint() {
        List<String> steps = new ArrayList<>();
        Durability durability = new CheckpointDurability(() -> steps.add("checkpoint"));

        String result =
                durability.write(() -> {
                    steps.add("commit");
                    return "done";
                });

        assertThat(result).isEqualTo("done");
        assertThat(steps).containsExactly("commit", "checkpoint");
    }

    @Test
    void asksForNothingWhereNothingIsUnsettled() {
        Durability durability = new CheckpointDurability(checkpoints::incrementAndGet);
        String _ = durability.write(() -> "done");

        durability.settle();

        assertThat(checkpoints).hasValue(1);
    }

    @Test
    void letsNobodyLeanOnAWriteBeforeACheckpointThatBeganAfterIt() {
        Durability durability = new CheckpointDurability(checkpoints::incrementAndGet);

        int before =
                durability.write(() -> {
                    // Committed and seen by others, but not durable yet.
                    durability.settle();
                    return checkpoints.get();
                });

        assertThat(before).isEqualTo(1);
        assertThat(checkpoints).hasValue(2);
    }

    @Test
    void servesAllWhoWaitWithOneCheckpoint() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(31);
        Durability durability =
                new CheckpointDurability(() -> {
                    if (checkpoints.incrementAndGet() == 1) {
                        begun.countDown();
                        await(release);
                    }
                });

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> writes = new ArrayList<>();
            writes.add(threads.submit(() -> durability.write(() -> "first")));
            await(begun);
            for (int i = 0; i < 31; i++) {
                writes.add(
                        threads.submit(() ->
                                durability.write(() -> {
                                    committed.countDown();
                                    return "later";
                                })));
            }
            await(committed);
            assertThat(writes).noneMatch(Future::isDone);
            release.countDown();
            for (Future<String> write : writes) {
                assertThat(write.get()).isNotNull();
            }
        }
        // The last to commit may have asked a moment after the second checkpoint began.
        assertThat(checkpoints.get()).isBetween(2, 4);
    }

    @Test
    void checkpointsAfterACommitThatFailed() {
        Durability durability = new CheckpointDurability(checkpoints::incrementAndGet);

        assertThatThrownBy(() ->
                        durability.write(() -> {
                            throw new UnsupportedOperationException();
                        }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(checkpoints).hasValue(1);
    }

    @Test
    void trustsNoCheckpointAfterOneThatFailed() {
        Durability durability =
                new CheckpointDurability(() -> {
                    if (checkpoints.incrementAndGet() == 1) {
                        throw new UncheckedIOException(new IOException("disk"));
                    }
                });

        assertThatThrownBy(() -> durability.write(() -> "lost"))
                .isInstanceOf(UncheckedIOException.class);

        assertThatIllegalStateException().isThrownBy(() -> durability.write(() -> "later"));
        assertThatIllegalStateException().isThrownBy(durability::settle);
        assertThat(checkpoints).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
