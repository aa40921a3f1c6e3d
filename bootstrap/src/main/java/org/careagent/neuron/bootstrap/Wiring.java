package org.careagent.neuron.bootstrap;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;

import org.careagent.neuron.adapters.inbound.control.Administration;
import org.careagent.neuron.adapters.inbound.control.ControlSocket;
import org.careagent.neuron.adapters.inbound.control.RunningNeuron;
import org.careagent.neuron.adapters.inbound.rest.RestApi;
import org.careagent.neuron.adapters.inbound.rest.WireErrors;
import org.careagent.neuron.adapters.inbound.rest.http.Cors;
import org.careagent.neuron.adapters.inbound.rest.routes.HealthRoutes;
import org.careagent.neuron.adapters.inbound.websocket.HandshakeListener;
import org.careagent.neuron.adapters.inbound.websocket.transport.AllowedOrigins;
import org.careagent.neuron.adapters.inbound.websocket.transport.HandshakeEndpoint;
import org.careagent.neuron.adapters.inbound.websocket.transport.TransportLimits;
import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.NoteKey;
import org.careagent.neuron.adapters.outbound.backupfile.ZipBackupWriter;
import org.careagent.neuron.adapters.outbound.certificatefiles.CurrentCertificate;
import org.careagent.neuron.adapters.outbound.certificatefiles.Fault;
import org.careagent.neuron.adapters.outbound.certificatefiles.Loading;
import org.careagent.neuron.adapters.outbound.claims.JsonClaimsReader;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.adapters.outbound.datafolder.DiskRoom;
import org.careagent.neuron.adapters.outbound.ed25519.BouncyCastleSignatureVerifier;
import org.careagent.neuron.adapters.outbound.jooq.H2Database;
import org.careagent.neuron.adapters.outbound.jooq.JooqStorage;
import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.adapters.outbound.jooq.PostgresDatabase;
import org.careagent.neuron.adapters.outbound.memory.MemoryStorage;
import org.careagent.neuron.adapters.outbound.system.PlatformWorkers;
import org.careagent.neuron.adapters.outbound.system.RandomIdSource;
import org.careagent.neuron.adapters.outbound.system.SecureApiKeySource;
import org.careagent.neuron.adapters.outbound.system.SecureNonceSource;
import org.careagent.neuron.adapters.outbound.system.SystemTimers;
import org.careagent.neuron.adapters.shared.connections.ConnectionLimits;
import org.careagent.neuron.adapters.shared.connections.Connections;
import org.careagent.neuron.adapters.shared.connections.TrustedProxies;
import org.careagent.neuron.application.access.CheckApiKey;
import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.access.KeyUse;
import org.careagent.neuron.application.access.RevokeApiKey;
import org.careagent.neuron.application.admission.Admission;
import org.careagent.neuron.application.admission.AdmissionFigures;
import org.careagent.neuron.application.admission.AdmissionLimits;
import org.careagent.neuron.application.backup.MakeBackup;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.handshake.ConductHandshake;
import org.careagent.neuron.application.handshake.FactFinder;
import org.careagent.neuron.application.handshake.ProviderRouting;
import org.careagent.neuron.application.journal.Books;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.journal.Reconciliation;
import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.IdSource;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.Workers;
import org.careagent.neuron.application.port.Writable;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.RemoveProvider;
import org.careagent.neuron.application.relationship.ReleasePatient;
import org.careagent.neuron.application.relationship.TerminateRelationship;
import org.careagent.neuron.application.status.NeuronStatus;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.consent.ConsentExaminer;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.AgentEndpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/// Which adapter stands behind which port: everything is put together here, by hand, and nowhere
/// else.
final class Wiring implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Wiring.class.getName());
    // Of connections that nobody has accepted yet; the operating system may have a lower limit.
    private static final int LONGEST_BACKLOG = 4096;
    // How soon a renewed certificate is served with (docs/OPERATIONS.md).
    private static final Duration BETWEEN_LOOKS_AT_CERTIFICATE = Duration.ofSeconds(10);

    private final InstantSource clock = InstantSource.system();
    private final IdSource ids = new RandomIdSource();
    private final Workers workers = new PlatformWorkers();
    private final SystemTimers timers = new SystemTimers(clock);
    private final SignatureVerifier signatures;
    private final Settings settings;
    // Empty where nothing runs for long.
    private final Optional<ObserveWiring> observe;
    // Empty until it is opened, and without TLS.
    private Optional<CurrentCertificate> certificate = Optional.empty();

    /// What is needed for a look, or for one command.
    Wiring(Settings settings) {
        this(settings, Optional.empty());
    }

    private Wiring(Settings settings, Optional<ObserveWiring> observe) {
        this.settings = settings;
        this.observe = observe;
        SignatureVerifier verifier = new BouncyCastleSignatureVerifier();
        this.signatures = observe.map(it -> it.measured(verifier)).orElse(verifier);
    }

    /// What is needed for a Neuron that runs.
    static Wiring measured(Settings settings) {
        return new Wiring(settings, Optional.of(new ObserveWiring(settings.observe())));
    }

    /// Takes the data folder for this process, until it is closed.
    DataFolder dataFolder() {
        DataFolder folder = DataFolder.claim(settings.storage().folder());
        try {
            folder.requireWhole();
            return folder;
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    /// Opens the storage alone.
    Storage storageOf(String nodeId) {
        Storage storage = storage(settings.storage(), nodeId);
        return observe.map(it -> it.measured(storage, clock)).orElse(storage);
    }

    /// Opens storage and audit trail, in a data folder of its own.
    Ledger ledger() {
        return ledgerIn(dataFolder());
    }

    /// Opens storage and audit trail, and brings them into step; gives `folder` up if that fails,
    /// else when it is closed.
    Ledger ledgerIn(DataFolder folder) {
        return opened(
                folder,
                () -> {
                    String node = nodeId(folder);
                    Storage storage = storageOf(node);
                    return opened(storage, () -> ledger(node, folder, storage));
                });
    }

    /// Names this node among those of the organisation.
    String nodeId(DataFolder folder) {
        return settings.node().id().orElseGet(() -> folder.nodeId().toString());
    }

    // What was opened before is closed again if the next cannot be.
    private static <C extends AutoCloseable> Ledger opened(C before, Supplier<Ledger> opening) {
        try {
            return opening.get();
        } catch (RuntimeException | Error e) {
            try {
                before.close();
            } catch (Exception closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /// Opens the storage, if there is one, and no audit trail: nothing is to be recorded.
    Ledger ledgerToLook() {
        Settings.Storage storage = settings.storage();
        if (storage.kind() == Settings.Storage.Kind.H2 && H2Database.isMissing(storage.path())) {
            return withoutAudit("none", () -> {}, new MemoryStorage());
        }
        DataFolder folder = dataFolder();
        return opened(
                folder,
                () -> {
                    String node = nodeId(folder);
                    return withoutAudit(node, folder::close, storageOf(node));
                });
    }

    /// Another kind of storage is one more line here.
    private static Storage storage(Settings.Storage settings, String nodeId) {
        return switch (settings.kind()) {
            case H2 ->
                    JooqStorage.in(
                            H2Database.open(settings.path()),
                            settings.path().toAbsolutePath().normalize() + ".mv.db",
                            nodeId);
            case POSTGRESQL -> onServer(DatabaseAccess.of(settings), nodeId);
            case MEMORY -> new MemoryStorage();
        };
    }

    private static Storage onServer(PostgresAccess access, String nodeId) {
        return JooqStorage.in(PostgresDatabase.open(access), access.place(), nodeId);
    }

    private Ledger ledger(String node, DataFolder folder, Storage storage) {
        if (!settings.audit().enabled()) {
            return ledger(
                    node,
                    folder::close,
                    new Books(storage, Optional.empty(), () -> true, roomFor(settings.storage())),
                    Optional.empty());
        }
        AuditFile file = AuditLogs.open(settings, folder, clock);
        return opened(
                file,
                () ->
                        ledger(
                                node,
                                folder::close,
                                new Books(storage, Optional.of(file), file, room()),
                                Optional.of(file)));
    }

    // Only a database file needs room where there is no trail.
    private static Writable roomFor(Settings.Storage storage) {
        return switch (storage.kind()) {
            case H2 -> DiskRoom.on(List.of(storage.folder()));
            case POSTGRESQL, MEMORY -> () -> true;
        };
    }

    private DiskRoom room() {
        Path audit = settings.audit().path().toAbsolutePath().normalize();
        return DiskRoom.on(List.of(settings.storage().folder(), audit.resolveSibling("")));
    }

    private static Ledger withoutAudit(String node, Runnable givingUpFolder, Storage storage) {
        return ledger(
                node,
                givingUpFolder,
                new Books(storage, Optional.empty(), () -> true),
                Optional.empty());
    }

    private static Ledger ledger(
            String node, Runnable givingUpFolder, Books books, Optional<AuditFile> auditFile) {
        Reconciliation.Result result = Reconciliation.of(books, new PlatformWorkers());
        if (result.recordedLate() + result.mended() > 0) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the Neuron was not stopped cleanly: {0} audit entries were written now,"
                            + " {1} were found to be void",
                    result.recordedLate(),
                    result.mended());
        }
        return new Ledger(node, givingUpFolder, books.storage(), result.journal(), auditFile);
    }

    /// What can be asked of what `ledger` keeps.
    Administration administration(Ledger ledger) {
        ProviderDirectory providers = ledger.providers();
        RelationshipStore relationships = ledger.relationships();
        ApiKeyStore keys = ledger.storage().apiKeys();
        Journal journal = ledger.journal();
        return new Administration(
                new Administration.Desks(
                        providers,
                        new RegisterProvider(journal),
                        new RemoveProvider(journal),
                        relationships,
                        new TerminateRelationship(relationships, journal, clock),
                        new ReleasePatient(journal),
                        keys,
                        new CreateApiKey(new SecureApiKeySource(), ids, journal, clock),
                        new RevokeApiKey(keys, journal, clock),
                        makeBackup(ledger),
                        signatures));
    }

    /// The lock on the data folder is on a file that somebody may have removed; the Neuron that has
    /// the data answers all the same.
    ///
    /// @throws org.careagent.neuron.adapters.inbound.control.ControlSocketInUseException if one
    ///   does
    void requireNoOther() {
        ControlSocket.requireUnanswered(settings.storage().controlSocket());
    }

    /// Opens the control socket of `neuron`.
    ControlSocket controlSocket(Ledger ledger, RunningNeuron neuron) {
        return ControlSocket.open(
                settings.storage().controlSocket(), administration(ledger), neuron, timers, clock);
    }

    private MakeBackup makeBackup(Ledger ledger) {
        return new MakeBackup(
                ledger.storage(),
                ledger.auditFile().map(file -> new MakeBackup.Trail(file, file)),
                ledger.journal(),
                new ZipBackupWriter(),
                new MakeBackup.Owner(
                        settings.organization().npi(),
                        ledger.node(),
                        Version.current(),
                        () -> AuditLogs.keys(settings)),
                clock);
    }

    /// What the Neuron in `folder` signs the checkpoints of its audit trail with.
    NoteKey noteKey(DataFolder folder) {
        return new NoteKey(
                NeuronSigner.origin(settings.organization().npi(), nodeId(folder)),
                folder.key().publicKey());
    }

    /// What time it is.
    InstantSource clock() {
        return clock;
    }

    /// Reads the certificate that TLS is served with, if that is configured. From then on it
    /// follows its files.
    ///
    /// @throws CertificateUnusableException if it cannot be served with
    void openCertificate() {
        certificate = settings.server().tls().map(this::certificate);
    }

    private CurrentCertificate certificate(Settings.Tls tls) {
        return switch (CurrentCertificate.open(
                TlsFiles.of(tls), timers, clock, BETWEEN_LOOKS_AT_CERTIFICATE)) {
            case Loading.Loaded<CurrentCertificate>(CurrentCertificate current) -> current;
            case Loading.Faulty<CurrentCertificate>(List<Fault> faults) ->
                    throw new CertificateUnusableException(faults);
        };
    }

    /// What TLS is served with at this moment; empty if plain text is spoken, which is never so
    /// where TLS is configured.
    Optional<SSLContext> tls() {
        return settings.server().tls().map(_ -> certificate.orElseThrow().context());
    }

    /// Threads for what may take long.
    Workers workers() {
        return workers;
    }

    /// The server and its door, not yet open.
    ///
    /// @param key what it signs with
    /// @param neuronEndpoint where this Neuron is reached, once it is open
    /// @param status how it is, once it is open
    /// @param draining whether it is about to stop
    FrontDoor frontDoor(
            Ledger ledger,
            NoteKey key,
            Supplier<AgentEndpoint> neuronEndpoint,
            Function<AdmissionFigures, NeuronStatus> status,
            BooleanSupplier draining) {
        ObserveWiring watching = observe.orElseThrow();
        Capacity capacity = Capacity.of(settings, OpenFiles.ofThisProcess());
        Admission admission = admission(capacity, watching);
        ConductHandshake conduct = conductHandshake(ledger, neuronEndpoint, watching);
        HandshakeEndpoint door = door(admission, conduct);
        Floods failures = failedAuthentications(ledger);
        KeyUse use = new KeyUse(ledger.storage().apiKeys(), timers, clock);
        CheckApiKey keys = new CheckApiKey(ledger.storage().apiKeys(), use, clock);
        StreamWiring streams =
                StreamWiring.of(settings, ledger, keys, failures, signatures, timers, clock);
        DeskWiring desk =
                new DeskWiring(settings, clock, keys, failures, workers, signatures, watching);
        HealthRoutes health = desk.health(ledger, draining);
        RestApi rest =
                desk.restApi(
                        ledger, key, new Reception(settings, conduct, admission, status), health);
        watching.watch(ledger, admission, streams.streams(), workers, clock);
        return new FrontDoor(
                server(capacity, door, streams, rest, watching.counting(rest)),
                door,
                streams,
                rest,
                use,
                admission,
                watching.socket(health),
                settings.server().shutdownGrace(),
                capacity.notes());
    }

    private Admission admission(Capacity capacity, ObserveWiring watching) {
        Settings.WebSocket webSocket = settings.webSocket();
        return new Admission(
                new AdmissionLimits(
                        capacity.sessions(), webSocket.maxQueued(), webSocket.queueTimeout()),
                timers,
                clock,
                watching.measurements());
    }

    // Shared by all who come with keys or signatures: an address is one, wherever it tries.
    private Floods failedAuthentications(Ledger ledger) {
        return new Floods(
                settings.api().authFailuresPerMinute(),
                AuditEvent.AuthFailuresCoalesced::new,
                ledger.journal(),
                timers,
                clock);
    }

    private WebServer server(
            Capacity capacity,
            HandshakeEndpoint door,
            StreamWiring streams,
            RestApi rest,
            Filter counting) {
        Connections connections = connections(capacity);
        return WebServer.builder()
                .host(settings.server().host())
                .port(settings.server().port())
                .backlog(LONGEST_BACKLOG)
                .shutdownHook(false)
                .shutdownGracePeriod(FrontDoor.restOf(settings.server().shutdownGrace()))
                .protocolsDiscoverServices(false)
                .directHandlers(WireErrors.handlers())
                .useNio(false)
                .connectionOptions(connections.options())
                .addConnectionSelector(
                        connections.guard(door.connections(connections::http, streams.endpoint())))
                .routing(routing -> route(routing.addFilter(counting), door, streams, rest, cors()))
                .build();
    }

    private Connections connections(Capacity capacity) {
        return new Connections(
                ConnectionLimits.of(capacity.connections(), settings.server().headerTimeout()),
                this::tls,
                timers,
                clock);
    }

    private Cors cors() {
        return new Cors(new HashSet<>(settings.api().corsOrigins()));
    }

    private static void route(
            HttpRouting.Builder routing,
            HandshakeEndpoint door,
            StreamWiring streams,
            RestApi rest,
            Cors cors) {
        routing.addFilter(cors);
        routing.register(door.plainRequests())
                .register(streams.endpoint().plainRequests())
                .register(rest);
        RestApi.handleErrors(routing);
    }

    private HandshakeEndpoint door(Admission admission, ConductHandshake conduct) {
        Settings.WebSocket webSocket = settings.webSocket();
        return new HandshakeEndpoint(
                webSocket.path(),
                TransportLimits.ofPayload(webSocket.maxPayloadBytes()),
                new AllowedOrigins(new HashSet<>(webSocket.allowedOrigins())),
                TrustedProxies.of(settings.server().trustedProxies()),
                admission,
                source -> new HandshakeListener(conduct, source));
    }

    private ConductHandshake conductHandshake(
            Ledger ledger, Supplier<AgentEndpoint> neuronEndpoint, ObserveWiring watching) {
        FactFinder facts =
                new FactFinder(
                        signatures,
                        new ConsentExaminer(signatures, new JsonClaimsReader()),
                        ledger.relationships(),
                        new ProviderRouting(ledger.providers(), neuronEndpoint),
                        new SecureNonceSource(),
                        ids);
        return new ConductHandshake(
                settings.handshake(),
                facts,
                ledger.journal(),
                new Floods(
                        Floods.RECORDED_A_MINUTE,
                        AuditEvent.RefusalsCoalesced::new,
                        ledger.journal(),
                        timers,
                        clock),
                ids,
                timers,
                clock,
                watching.measurements());
    }

    /// Looks at the certificate no more, and ends the timers.
    @Override
    public void close() {
        certificate.ifPresent(CurrentCertificate::close);
        timers.close();
        observe.ifPresent(ObserveWiring::close);
    }
}
