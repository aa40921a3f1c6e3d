package org.careagent.neuron.application.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.FakeProviderDirectory;
import org.careagent.neuron.application.port.FakeWorkers;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
final class ProviderCountTest {
    private final FakeProviderDirectory registered = new FakeProviderDirectory();
    private Runnable beforeAnswer = () -> {};
    private final ProviderDirectory storage =
            new ProviderDirectory() {
                @Override
                public Optional<Provider> find(Npi npi) {
                    return registered.find(npi);
                }

                @Override
                public List<Provider> all() {
                    beforeAnswer.run();
                    return registered.all();
                }
            };

    @BeforeEach
    void register() {
        add(1);
    }

    @Test
    void tellsHowManyThereAre() {
        ProviderCount count = new ProviderCount(storage, new FakeWorkers());
        add(2);

        assertThat(count.now()).isEqualTo(2);
    }

    @Test
    void doesNotWaitForAStorageThatHangs() {
        ProviderCount count = new ProviderCount(storage, new FakeWorkers());
        CountDownLatch never = new CountDownLatch(1);
        beforeAnswer = () -> await(never);
        add(2);

        assertThat(count.now()).isEqualTo(1);
        never.countDown();
    }

    @Test
    void tellsTheLastNumberWhileTheStorageFails() {
        ProviderCount count = new ProviderCount(storage, new FakeWorkers());
        beforeAnswer =
                () -> {
                    throw new IllegalStateException("no connection");
                };

        assertThat(count.now()).isEqualTo(1);
    }

    private void add(int number) {
        assertThat(
                        registered.add(
                                new Provider(
                                        Samples.provider(number),
                                        "Ada",
                                        List.of(),
                                        Optional.empty())))
                .isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
