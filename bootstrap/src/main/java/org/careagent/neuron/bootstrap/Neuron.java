package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.inbound.control.ControlSocket;
import org.careagent.neuron.adapters.inbound.control.RunningNeuron;
import org.careagent.neuron.adapters.inbound.rest.RestApi;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.NoteKey;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.application.admission.AdmissionFigures;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.status.NeuronStatus;
import org.careagent.neuron.application.status.ProviderCount;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running Neuron.
public final class Neuron implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Neuron.class.getName());

    private final Settings settings;
    private final Wiring wiring;
    private final Ledger ledger;
    private final String nodeId;
    private final FrontDoor door;
    private final ProviderCount providerCount;
    private final Instant startedAt;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private Optional<ControlSocket> control = Optional.empty();

    private Neuron(Settings settings, Wiring wiring, Ledger ledger, NoteKey key, String nodeId) {
        this.settings = settings;
        this.wiring = wiring;
        this.ledger = ledger;
        this.nodeId = nodeId;
        this.door = wiring.frontDoor(ledger, key, this::endpoint, this::status, closing::get);
        this.providerCount = new ProviderCount(ledger.providers(), wiring.workers());
        this.startedAt = wiring.clock().instant();
    }

    /// Reads the certificate if there is TLS, takes the data folder, opens storage and audit trail,
    /// then the port, then the control socket. A request to shut down that comes over the socket
    /// closes it.
    ///
    /// Throws an unchecked exception if one of them cannot be opened; then all are closed again.
    public static Neuron start(Settings settings) {
        Wiring wiring = Wiring.measured(settings);
        try {
            return start(settings, wiring);
        } catch (RuntimeException | Error e) {
            wiring.close();
            throw e;
        }
    }

    private static Neuron start(Settings settings, Wiring wiring) {
        wiring.openCertificate();
        wiring.requireNoOther();
        DataFolder folder = wiring.dataFolder();
        Ledger ledger = wiring.ledgerIn(folder);
        try {
            NoteKey key = wiring.noteKey(folder);
            Neuron neuron = new Neuron(settings, wiring, ledger, key, wiring.nodeId(folder));
            neuron.open();
            return neuron;
        } catch (RuntimeException | Error e) {
            ledger.close();
            throw e;
        }
    }

    private void open() {
        Npi organization = settings.organization().npi();
        ledger.journal().record(new AuditEvent.NeuronStarted(organization, Version.current()));
        try {
            if (!door.open()) {
                throw new PortNotOpenedException(
                        settings.server().host(), settings.server().port(), "server.port");
            }
            door.observe().ifPresent(ObserveSocket::open);
            control = Optional.of(wiring.controlSocket(ledger, new Controlled()));
        } catch (RuntimeException | Error e) {
            door.close();
            ledger.journal().record(new AuditEvent.NeuronStopped(organization, Version.current()));
            throw e;
        }
    }

    /// Where patients' agents connect, as seen from this machine.
    public URI handshakeAddress() {
        return address(settings.server().scheme("ws"), settings.webSocket().path());
    }

    /// Where to ask for its health, as seen from this machine.
    public URI healthAddress() {
        return address(settings.server().scheme("http"), "/health");
    }

    /// Where relationships are kept, for whoever runs it.
    public String storageDescription() {
        return ledger.storage().description();
    }

    /// Where it can take fewer than it is told to, and what to do about it; for whoever runs it.
    public List<String> notes() {
        return door.notes();
    }

    /// Who is registered.
    public ProviderDirectory providers() {
        return ledger.providers();
    }

    /// Who is related to whom.
    public RelationshipStore relationships() {
        return ledger.relationships();
    }

    /// All that it keeps, but for its audit trail.
    public Storage storage() {
        return ledger.storage();
    }

    /// Registers providers.
    public RegisterProvider registerProvider() {
        return new RegisterProvider(ledger.journal());
    }

    RestApi rest() {
        return door.rest();
    }

    Ledger ledger() {
        return ledger;
    }

    /// Accepts nobody any more, lets open sessions end within the grace period, and closes storage
    /// and audit trail last. Who calls it while it is being closed waits until it is.
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                closeAll();
                closed.complete(true);
            } catch (RuntimeException | Error e) {
                closed.completeExceptionally(e);
                throw e;
            }
        }
        awaitClosed();
    }

    /// Waits until it is closed, by whomever.
    ///
    /// Throws an unchecked exception, that of the closing, if it could not be closed cleanly.
    public void awaitClosed() {
        try {
            var _ = closed.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    private void closeAll() {
        try (ledger;
                wiring) {
            try {
                door.close();
            } finally {
                control.ifPresent(ControlSocket::close);
            }
            ledger.journal()
                    .record(
                            new AuditEvent.NeuronStopped(
                                    settings.organization().npi(), Version.current()));
        }
    }

    private NeuronStatus status(AdmissionFigures occupancy) {
        return new NeuronStatus(
                closing.get() ? NeuronStatus.Phase.DRAINING : NeuronStatus.Phase.RUNNING,
                Duration.between(startedAt, wiring.clock().instant()),
                settings.organization().npi(),
                settings.organization().name(),
                NeuronStatus.Registry.UNREGISTERED,
                occupancy.active(),
                occupancy.queued(),
                providerCount.now(),
                Version.current(),
                nodeId);
    }

    /// The Neuron as the control socket knows it.
    private final class Controlled implements RunningNeuron {
        @Override
        public NeuronStatus status() {
            return Neuron.this.status(door.occupancy().figures());
        }

        @Override
        public void shutDown() {
            Thread.ofPlatform().name("stop").start(this::close);
        }

        // Who waits until it is closed is told of the failure.
        private void close() {
            try {
                Neuron.this.close();
            } catch (RuntimeException e) {
                LOGGER.log(System.Logger.Level.DEBUG, "could not stop cleanly", e);
            }
        }
    }

    // What the organisation has configured, else this port on this machine.
    private AgentEndpoint endpoint() {
        return settings.axon()
                .endpoint()
                .orElseGet(() ->
                        new AgentEndpoint(
                                settings.server().scheme("http") + "://localhost:" + door.port()));
    }

    private URI address(String scheme, String path) {
        return URI.create(
                scheme
                        + "://"
                        + OwnAddress.of(settings.server().host())
                        + ":"
                        + door.port()
                        + path);
    }
}
