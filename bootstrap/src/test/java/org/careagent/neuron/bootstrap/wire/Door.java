package org.careagent.neuron.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The door of a Neuron that runs for a test, with one provider behind it.
final class Door implements AutoCloseable {
    static final String PROVIDER = "1245319599";

    private final Neuron neuron;

    private Door(Neuron neuron) {
        this.neuron = neuron;
    }

    /// Starts a Neuron.
    ///
    /// @param folder for its files
    /// @param settings what is not preset, by the paths of the keys
    static Door open(Path folder, Map<String, String> settings) {
        Map<String, String> values = new HashMap<>(settings);
        values.put("organization.npi", "1234567893");
        values.put("organization.name", "Test Practice");
        values.put("server.host", "127.0.0.1");
        values.put("server.port", "0");
        values.put("server.shutdownGraceMs", "2000");
        values.put("storage.kind", "memory");
        values.put("storage.path", folder.resolve("neuron.db").toString());
        values.put("audit.path", folder.resolve("audit.jsonl").toString());
        Door door = new Door(Neuron.start(SettingsReader.presetBut(values)));
        door.register();
        return door;
    }

    private void register() {
        Provider ada =
                new Provider(new Npi(PROVIDER), "Dr. Ada", List.of("physician"), Optional.empty());
        assertThat(neuron.registerProvider().register(ada, Actor.operator("test")))
                .isEqualTo(RegisterProvider.Outcome.ADDED);
    }

    /// A connection on which nothing has been said.
    RawConnection connect() {
        return RawConnection.to(neuron.handshakeAddress());
    }

    /// A connection on which a session has opened.
    RawConnection enter() {
        RawConnection connection = connect();
        connection.send(Request.ofTheRfc().toString());
        assertThat(connection.answer().status()).isEqualTo(101);
        return connection;
    }

    @Override
    public void close() {
        neuron.close();
    }
}
