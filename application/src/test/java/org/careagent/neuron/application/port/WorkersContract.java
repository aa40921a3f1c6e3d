package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// What all [Workers] do.
@Timeout(30)
public abstract class WorkersContract {
    /// Workers under test.
    protected abstract Workers workers();

    @Test
    void worksOnAThreadOfThatNameThatKeepsNoProcessAlive() {
        CompletableFuture<Thread> seen = new CompletableFuture<>();

        workers().start("a-name", () -> seen.complete(Thread.currentThread())).awaitEnd();

        assertThat(seen.join()).isNotSameAs(Thread.currentThread());
        assertThat(seen.join().getName()).isEqualTo("a-name");
        assertThat(seen.join().isDaemon()).isTrue();
    }

    @Test
    void worksOnManyThingsAtATime() {
        CountDownLatch both = new CountDownLatch(2);
        Runnable meeting =
                () -> {
                    both.countDown();
                    await(both);
                };
        Workers.Worker one = workers().start("one", meeting);
        Workers.Worker other = workers().start("other", meeting);

        one.awaitEnd();
        other.awaitEnd();

        assertThat(both.getCount()).isZero();
    }

    @Test
    void waitsForTheEndThoughInterruptedAndStaysInterrupted() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Workers.Worker worker =
                workers()
                        .start(
                                "slow",
                                () -> {
                                    await(go);
                                    ended.set(true);
                                });
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            Thread.currentThread().interrupt();
                            worker.awaitEnd();
                            boolean still = Thread.currentThread().isInterrupted();
                            seen.complete(still && ended.get());
                        });
        go.countDown();
        waiting.join();

        assertThat(seen.join()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
