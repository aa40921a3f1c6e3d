package org.careagent.neuron.application.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.FakeWorkers;
import org.careagent.neuron.application.port.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(30)
final class PromptHealthTest {
    @Test
    void saysWhatTheWholeSays() {
        assertThat(health(() -> true).canWrite()).isTrue();
        assertThat(health(() -> false).canWrite()).isFalse();
    }

    @Test
    void isAskedAnewOnceItIsAnswered() {
        AtomicInteger asked = new AtomicInteger();
        PromptHealth health = health(() -> asked.incrementAndGet() != 2);

        assertThat(health.canWrite()).isTrue();
        assertThat(health.canWrite()).isFalse();
        assertThat(health.canWrite()).isTrue();
    }

    @Test
    void isNotWellWhileTheWholeHangsAndAsksItOnce() {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        PromptHealth health =
                health(() -> {
                    asked.incrementAndGet();
                    await(hanging);
                    return true;
                });

        assertThat(health.canWrite()).isFalse();
        assertThat(health.canWrite()).isFalse();
        assertThat(asked).hasValue(1);
        hanging.countDown();
    }

    @Test
    void isNotWellWhenTheWholeFails() {
        PromptHealth health =
                health(() -> {
                    throw new IllegalStateException("broken");
                });

        assertThat(health.canWrite()).isFalse();
    }

    private static PromptHealth health(Writable whole) {
        return new PromptHealth(whole, new FakeWorkers());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
