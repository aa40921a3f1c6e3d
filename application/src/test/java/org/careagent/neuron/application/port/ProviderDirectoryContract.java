package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ProviderDirectory.Registration.ADDED;
import static org.careagent.neuron.application.port.ProviderDirectory.Registration.ALREADY_REGISTERED;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.application.port.ProviderDirectory.Registration;
import org.careagent.neuron.application.port.ProviderDirectory.Removal;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// What every [ProviderDirectory] does.
@Timeout(60)
public abstract class ProviderDirectoryContract {
    private static final int RACERS = 32;

    /// The directory under test: empty when a test begins, the same one until it ends.
    protected abstract ProviderDirectory directory();

    @Test
    void findsNobodyWhoIsNotRegistered() {
        assertThat(directory().find(provider(1))).isEmpty();
        assertThat(directory().all()).isEmpty();
    }

    @Test
    void findsWhomItAdded() {
        assertThat(directory().add(named(1, "One"))).isEqualTo(ADDED);

        assertThat(directory().find(provider(1))).contains(named(1, "One"));
        assertThat(directory().find(provider(2))).isEmpty();
    }

    @Test
    void leavesARegisteredProviderAsItIs() {
        added(named(1, "One"));

        assertThat(directory().add(named(1, "Another"))).isEqualTo(ALREADY_REGISTERED);

        assertThat(directory().all()).containsExactly(named(1, "One"));
    }

    @Test
    void listsAllByNpi() {
        added(named(3, "Three"));
        added(named(1, "One"));
        added(named(2, "Two"));

        assertThat(directory().all())
                .containsExactly(named(1, "One"), named(2, "Two"), named(3, "Three"));
    }

    @Test
    void handsOutListsOfItsOwn() {
        added(named(1, "One"));
        List<Provider> before = directory().all();

        added(named(2, "Two"));

        assertThat(before).containsExactly(named(1, "One"));
    }

    @Test
    void losesNothingOfAProvider() {
        Provider full =
                new Provider(
                        provider(1),
                        " Dr. \uD83E\uDE7A \u00C9mile; DROP TABLE ",
                        List.of("b", "a", "b", " a,\"b' "),
                        Optional.of(new AgentEndpoint("wss://a.example/" + "x".repeat(2032))),
                        Optional.of("pediatric \uD83E\uDE7A"),
                        Optional.of(new ProviderKey(key(1).bytes())));

        added(full);

        assertThat(directory().find(provider(1))).contains(full);
        assertThat(directory().all()).containsExactly(full);
    }

    @Test
    void findsNobodyAnyMoreWhomItRemoved() {
        added(named(1, "One"));
        added(named(2, "Two"));

        assertThat(directory().remove(provider(1))).isEqualTo(Removal.REMOVED);

        assertThat(directory().find(provider(1))).isEmpty();
        assertThat(directory().all()).containsExactly(named(2, "Two"));
        assertThat(directory().remove(provider(1))).isEqualTo(Removal.NOT_REGISTERED);
    }

    @Test
    void addsAnewWhomItRemoved() {
        added(named(1, "One"));
        assertThat(directory().remove(provider(1))).isEqualTo(Removal.REMOVED);

        added(named(1, "Another"));

        assertThat(directory().find(provider(1))).contains(named(1, "Another"));
    }

    @Test
    void addsOneOfManyRacers() throws Exception {
        List<Registration> outcomes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Registration>> racers =
                    IntStream.range(0, RACERS)
                            .<Callable<Registration>>mapToObj(
                                    i -> () -> directory().add(named(1, "Racer " + i)))
                            .toList();
            outcomes = threads.invokeAll(racers).stream().map(Future::resultNow).toList();
        }

        assertThat(outcomes).containsOnlyOnce(ADDED);
        assertThat(directory().all()).containsExactly(named(1, "Racer " + outcomes.indexOf(ADDED)));
    }

    private void added(Provider provider) {
        assertThat(directory().add(provider)).isEqualTo(ADDED);
    }

    private static Provider named(int number, String name) {
        return new Provider(provider(number), name, List.of("physician"), Optional.empty());
    }
}
