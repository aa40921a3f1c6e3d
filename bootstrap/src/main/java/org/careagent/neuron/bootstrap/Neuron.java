package org.careagent.neuron.bootstrap;

import io.helidon.webserver.WebServer;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/// A running Neuron.
public final class Neuron implements AutoCloseable {
    private final Settings settings;
    private final Wiring wiring;
    private final Ledger ledger;
    private final WebServer server;

    private Neuron(Settings settings, Wiring wiring, Ledger ledger) {
        this.settings = settings;
        this.wiring = wiring;
        this.ledger = ledger;
        this.server = wiring.server(ledger, this::endpoint);
    }

    /// Opens storage and audit trail, then the port.
    ///
    /// Throws an unchecked exception if one of them cannot be opened; then all are closed again.
    public static Neuron start(Settings settings) {
        Wiring wiring = new Wiring(settings);
        Ledger ledger = wiring.ledger();
        try {
            Neuron neuron = new Neuron(settings, wiring, ledger);
            neuron.open();
            return neuron;
        } catch (RuntimeException | Error e) {
            wiring.close();
            ledger.close();
            throw e;
        }
    }

    /// Opens storage and audit trail of a Neuron that is not running, for its administration.
    public static Ledger openLedger(Settings settings) {
        return new Wiring(settings).ledger();
    }

    private void open() {
        Npi organization = settings.organization().npi();
        ledger.audit().record(new AuditEvent.NeuronStarted(organization, Version.current()));
        server.start();
        if (!server.isRunning()) {
            ledger.audit().record(new AuditEvent.NeuronStopped(organization, Version.current()));
            throw new PortNotOpenedException(settings.server().host(), settings.server().port());
        }
    }

    /// Where patients' agents connect, as seen from this machine.
    public URI handshakeAddress() {
        return address("ws", settings.webSocket().path());
    }

    /// Where to ask for its health, as seen from this machine.
    public URI healthAddress() {
        return address("http", "/health");
    }

    /// Where relationships are kept, for whoever runs it.
    public String storageDescription() {
        return ledger.storage().description();
    }

    /// Who is registered.
    public ProviderDirectory providers() {
        return ledger.providers();
    }

    /// Who is related to whom.
    public RelationshipStore relationships() {
        return ledger.relationships();
    }

    /// Registers providers.
    public RegisterProvider registerProvider() {
        return ledger.registerProvider();
    }

    Ledger ledger() {
        return ledger;
    }

    /// Accepts nobody any more, lets open sessions end within the grace period, and closes storage
    /// and audit trail last.
    @Override
    public void close() {
        try (ledger;
                wiring) {
            server.stop();
            ledger.audit()
                    .record(
                            new AuditEvent.NeuronStopped(
                                    settings.organization().npi(), Version.current()));
        }
    }

    // What the organisation has configured, else this port on this machine.
    private AgentEndpoint endpoint() {
        return settings.neuronEndpoint()
                .orElseGet(() -> new AgentEndpoint("http://localhost:" + server.port()));
    }

    private URI address(String scheme, String path) {
        return URI.create(scheme + "://" + reachableHost() + ":" + server.port() + path);
    }

    // Who listens on all addresses is reached on the machine's own.
    private String reachableHost() {
        String host = settings.server().host();
        try {
            return InetAddress.getByName(host).isAnyLocalAddress()
                    ? "localhost"
                    : host.contains(":") ? "[" + host + "]" : host;
        } catch (UnknownHostException _) {
            return host;
        }
    }
}
