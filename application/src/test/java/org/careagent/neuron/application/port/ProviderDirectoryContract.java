package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
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

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    private ProviderDirectory directory() {
        return storage().providers();
    }

    private Outcome add(Provider provider) {
        return apply(storage(), new Write.AddProvider(provider));
    }

    private Outcome remove(Npi npi) {
        return apply(storage(), new Write.RemoveProvider(npi));
    }

    @Test
    void findsNobodyWhoIsNotRegistered() {
        assertThat(directory().find(provider(1))).isEmpty();
        assertThat(directory().all()).isEmpty();
    }

    @Test
    void findsWhomItAdded() {
        assertThat(add(named(1, "One"))).isEqualTo(APPLIED);

        assertThat(directory().find(provider(1))).contains(named(1, "One"));
        assertThat(directory().find(provider(2))).isEmpty();
    }

    @Test
    void leavesARegisteredProviderAsItIs() {
        added(named(1, "One"));

        assertThat(add(named(1, "Another"))).isEqualTo(CONFLICT);

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

        assertThat(remove(provider(1))).isEqualTo(APPLIED);

        assertThat(directory().find(provider(1))).isEmpty();
        assertThat(directory().all()).containsExactly(named(2, "Two"));
        assertThat(remove(provider(1))).isEqualTo(CONFLICT);
    }

    @Test
    void addsAnewWhomItRemoved() {
        added(named(1, "One"));
        assertThat(remove(provider(1))).isEqualTo(APPLIED);

        added(named(1, "Another"));

        assertThat(directory().find(provider(1))).contains(named(1, "Another"));
    }

    @Test
    void addsOneOfManyRacers() throws Exception {
        List<Outcome> outcomes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> racers =
                    IntStream.range(0, RACERS)
                            .<Callable<Outcome>>mapToObj(i -> () -> add(named(1, "Racer " + i)))
                            .toList();
            outcomes = threads.invokeAll(racers).stream().map(Future::resultNow).toList();
        }

        assertThat(outcomes).containsOnlyOnce(APPLIED);
        assertThat(directory().all())
                .containsExactly(named(1, "Racer " + outcomes.indexOf(APPLIED)));
    }

    private void added(Provider provider) {
        assertThat(add(provider)).isEqualTo(APPLIED);
    }

    private static Provider named(int number, String name) {
        return new Provider(provider(number), name, List.of("physician"), Optional.empty());
    }
}
