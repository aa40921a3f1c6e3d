package org.careagent.neuron.application.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.FakeProviderDirectory;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

final class ProviderRoutingTest {
    private static final Npi PROVIDER = new Npi("1245319599");

    private final FakeProviderDirectory directory = new FakeProviderDirectory();
    private final AtomicReference<String> here = new AtomicReference<>("http://localhost:3000");
    private final ProviderRouting routing =
            new ProviderRouting(directory, () -> new AgentEndpoint(here.get()));

    @Test
    void leadsToTheAddressThatTheProviderRegistered() {
        AgentEndpoint own = new AgentEndpoint("HTTPS://provider.example/agent/");
        register(Optional.of(own));

        assertThat(routing.addressOf(PROVIDER)).hasValue(own);
    }

    @ParameterizedTest
    @CsvSource({
        "http://neuron.example:3000,    ws://neuron.example:3000/ws/provider/1245319599",
        "https://neuron.example,        wss://neuron.example/ws/provider/1245319599",
        "HTTP://neuron.example,         ws://neuron.example/ws/provider/1245319599",
        "HTTPS://Neuron.example,        wss://Neuron.example/ws/provider/1245319599",
        "Https://neuron.example,        wss://neuron.example/ws/provider/1245319599",
        "https://neuron.example/,       wss://neuron.example/ws/provider/1245319599",
        "https://neuron.example/door,   wss://neuron.example/door/ws/provider/1245319599",
        "https://neuron.example/door/,  wss://neuron.example/door/ws/provider/1245319599",
        "https://http.example/http://,  wss://http.example/http://ws/provider/1245319599",
        "https://[2001:db8::1]:8443,    wss://[2001:db8::1]:8443/ws/provider/1245319599",
        "ws://neuron.example,           ws://neuron.example/ws/provider/1245319599",
        "wss://neuron.example,          wss://neuron.example/ws/provider/1245319599"
    })
    void leadsToThisNeuronWhereTheProviderHasNoAddressOfItsOwn(String neuron, String expected) {
        register(Optional.empty());
        here.set(neuron);

        assertThat(routing.addressOf(PROVIDER)).hasValue(new AgentEndpoint(expected));
    }

    @Test
    void asksWhereThisNeuronIsAtEachUse() {
        register(Optional.empty());
        var before = routing.addressOf(PROVIDER);

        here.set("http://localhost:4000");

        assertThat(before).isNotEqualTo(routing.addressOf(PROVIDER));
    }

    @Test
    void leadsNowhereForAProviderThatIsNotRegistered() {
        register(Optional.empty());

        assertThat(routing.addressOf(Samples.provider(7))).isEmpty();
    }

    private void register(Optional<AgentEndpoint> endpoint) {
        var _ = directory.add(new Provider(PROVIDER, "Dr. Ada", List.of("physician"), endpoint));
    }
}
