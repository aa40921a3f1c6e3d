package org.careagent.neuron.bootstrap.settings;

import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.identity.Npi;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Puts the value of every key into its section, and holds together what one key says of another.
final class SectionsReader {
    // What Java takes for the path of a Unix domain socket; Linux itself would take one more.
    private static final int LONGEST_SOCKET_PATH = 106;

    private final FieldReader fields;

    SectionsReader(FieldReader fields) {
        this.fields = fields;
    }

    /// The settings; empty if the organisation is unknown. Every section is read before one is
    /// used, so that the reader of the fields has every fault.
    Optional<Settings> settings() {
        Keys.sections().forEach(fields::section);
        Optional<Settings.Organization> organization = organization();
        Settings.Server server = server();
        Function<Npi, HandshakePolicy> handshake = handshake();
        Settings.WebSocket webSocket = webSocket();
        Settings.Storage storage = storage();
        Settings.Audit audit = audit(storage);
        Settings.Axon axon = axon();
        Settings.Heartbeat heartbeat = new Settings.Heartbeat(fields.read(Keys.HEARTBEAT_INTERVAL));
        Settings.LocalNetwork localNetwork = localNetwork();
        Settings.Api api = api();
        Settings.Observe observe = observe(server);
        Settings.Node node = new Settings.Node(fields.read(Keys.NODE_ID));
        Settings.Log log =
                new Settings.Log(fields.read(Keys.LOG_LEVEL), fields.read(Keys.LOG_FORMAT));
        return organization.map(org ->
                new Settings(
                        org,
                        server,
                        handshake.apply(org.npi()),
                        webSocket,
                        storage,
                        audit,
                        axon,
                        heartbeat,
                        localNetwork,
                        api,
                        observe,
                        node,
                        log,
                        fields.withoutEffect()));
    }

    private Optional<Settings.Organization> organization() {
        Optional<Npi> npi = fields.read(Keys.ORGANIZATION_NPI);
        Optional<String> name = fields.read(Keys.ORGANIZATION_NAME);
        String type = fields.read(Keys.ORGANIZATION_TYPE);
        return npi.flatMap(n -> name.map(called -> new Settings.Organization(n, called, type)));
    }

    private Settings.Server server() {
        return new Settings.Server(
                fields.read(Keys.SERVER_HOST),
                fields.read(Keys.SERVER_PORT),
                tls(),
                fields.read(Keys.TRUSTED_PROXIES),
                fields.read(Keys.SHUTDOWN_GRACE),
                fields.read(Keys.HEADER_TIMEOUT),
                fields.read(Keys.MAX_CONNECTIONS));
    }

    private Optional<Settings.Tls> tls() {
        Optional<Path> certificate = fields.read(Keys.TLS_CERTIFICATE);
        Optional<Path> key = fields.read(Keys.TLS_KEY);
        Optional<Path> keyStore = fields.read(Keys.TLS_KEY_STORE);
        Optional<Secret> password =
                fields.read(Keys.TLS_PASSWORD_FILE)
                        .flatMap(file -> firstLine(Keys.TLS_PASSWORD_FILE, file));
        needs(Keys.TLS_CERTIFICATE, Keys.TLS_KEY);
        needs(Keys.TLS_KEY, Keys.TLS_CERTIFICATE);
        excludes(Keys.TLS_KEY_STORE, Keys.TLS_CERTIFICATE);
        needs(Keys.TLS_PASSWORD_FILE, Keys.TLS_KEY_STORE);
        Optional<Settings.Tls> pem =
                certificate.flatMap(chain -> key.map(its -> new Settings.Tls.Pem(chain, its)));
        return pem.or(() -> keyStore.map(file -> new Settings.Tls.KeyStore(file, password)));
    }

    private void needs(Key<?> one, Key<?> needed) {
        if (fields.isSet(one) && !fields.isSet(needed)) {
            fields.fault(needed, "is missing; " + one.path() + " needs it");
        }
    }

    private void excludes(Key<?> one, Key<?> other) {
        if (fields.isSet(one) && fields.isSet(other)) {
            fields.fault(one, "must not be set together with " + other.path());
        }
    }

    private Function<Npi, HandshakePolicy> handshake() {
        Duration authTimeout = fields.read(Keys.AUTH_TIMEOUT);
        Duration challengeTimeout = fields.read(Keys.CHALLENGE_TIMEOUT);
        var proof = fields.read(Keys.EXISTING_RELATIONSHIP_PROOF);
        return organization ->
                new HandshakePolicy(organization, authTimeout, challengeTimeout, proof);
    }

    private Settings.WebSocket webSocket() {
        return new Settings.WebSocket(
                fields.read(Keys.WEBSOCKET_PATH),
                fields.read(Keys.MAX_CONCURRENT_HANDSHAKES),
                fields.read(Keys.MAX_QUEUED),
                fields.read(Keys.QUEUE_TIMEOUT),
                fields.read(Keys.MAX_PAYLOAD_BYTES),
                fields.read(Keys.ALLOWED_ORIGINS),
                fields.read(Keys.PROTOCOLS));
    }

    private Settings.Storage storage() {
        Settings.Storage storage =
                new Settings.Storage(
                        fields.read(Keys.STORAGE_KIND),
                        fields.read(Keys.STORAGE_PATH),
                        fields.read(Keys.STORAGE_URL),
                        fields.read(Keys.STORAGE_USERNAME),
                        storagePassword(),
                        fields.read(Keys.STORAGE_POOL_SIZE));
        if (storage.kind() == Settings.Storage.Kind.POSTGRESQL && !fields.isSet(Keys.STORAGE_URL)) {
            fields.fault(
                    Keys.STORAGE_URL,
                    "is missing; " + Keys.STORAGE_KIND.path() + " postgresql needs it");
        }
        checkSocket(storage.controlSocket());
        return storage;
    }

    private void checkSocket(Path socket) {
        int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_SOCKET_PATH) {
            fields.fault(
                    Keys.STORAGE_PATH,
                    "must be shorter: the control socket beside it is a path of "
                            + bytes
                            + " bytes, and at most "
                            + LONGEST_SOCKET_PATH
                            + " can be opened");
        }
    }

    private Optional<Secret> storagePassword() {
        Optional<Secret> password = fields.read(Keys.STORAGE_PASSWORD);
        Optional<Path> file = fields.read(Keys.STORAGE_PASSWORD_FILE);
        excludes(Keys.STORAGE_PASSWORD_FILE, Keys.STORAGE_PASSWORD);
        return password.or(() -> file.flatMap(path -> firstLine(Keys.STORAGE_PASSWORD_FILE, path)));
    }

    private Optional<Secret> firstLine(Key<?> key, Path file) {
        Optional<Secret> secret = SecretFile.read(file);
        if (secret.isEmpty()) {
            fields.fault(
                    key,
                    "must be the path of a file that can be read and whose first line is the"
                            + " password, is "
                            + Visible.text(file.toString()));
        }
        return secret;
    }

    private Settings.Audit audit(Settings.Storage storage) {
        Path path = fields.read(Keys.AUDIT_PATH);
        if (Files.isDirectory(path)) {
            fields.fault(
                    Keys.AUDIT_PATH,
                    "must be the path of a file, is the folder " + Visible.text(path.toString()));
        }
        if (isAnotherFileOf(storage, path)) {
            fields.fault(
                    Keys.AUDIT_PATH,
                    "must be the path of a file of its own, is that of another file of the Neuron: "
                            + Visible.text(path.toString()));
        }
        return new Settings.Audit(
                fields.read(Keys.AUDIT_ENABLED),
                path,
                fields.read(Keys.AUDIT_CHECKPOINT_EVERY),
                fields.read(Keys.AUDIT_ROTATE_BYTES));
    }

    // A log in the file of the lock would undo the lock, one in that of the key take its place, and
    // one called `neuron` has that file for its own lock.
    private static boolean isAnotherFileOf(Settings.Storage storage, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return Stream.of(
                        "neuron",
                        "neuron.lock",
                        "neuron.key",
                        "node.id",
                        "neuron.sock",
                        storage.path().getFileName() + ".mv.db")
                .map(name -> storage.folder().resolve(name).toAbsolutePath().normalize())
                .anyMatch(absolute::equals);
    }

    private Settings.Axon axon() {
        Settings.Axon axon =
                new Settings.Axon(
                        fields.read(Keys.AXON_REGISTRY_URL),
                        fields.read(Keys.AXON_ENDPOINT_URL),
                        fields.read(Keys.AXON_BACKOFF_CEILING),
                        fields.read(Keys.AXON_REQUIRED));
        if (axon.required()) {
            needs(Keys.AXON_REQUIRED, Keys.AXON_REGISTRY_URL);
        }
        return axon;
    }

    private Settings.LocalNetwork localNetwork() {
        return new Settings.LocalNetwork(
                fields.read(Keys.LOCAL_NETWORK_ENABLED),
                fields.read(Keys.LOCAL_NETWORK_SERVICE_TYPE),
                fields.read(Keys.LOCAL_NETWORK_PROTOCOL_VERSION));
    }

    private Settings.Api api() {
        return new Settings.Api(
                new Settings.Api.RateLimit(
                        fields.read(Keys.API_MAX_REQUESTS), fields.read(Keys.API_WINDOW)),
                fields.read(Keys.API_AUTH_FAILURES),
                fields.read(Keys.API_PROVIDER_ACCESS),
                fields.read(Keys.API_CORS_ORIGINS));
    }

    private Settings.Observe observe(Settings.Server server) {
        Settings.Observe observe =
                new Settings.Observe(
                        fields.read(Keys.OBSERVE_HOST), fields.read(Keys.OBSERVE_PORT));
        if (server.port() != 0 && observe.port().equals(Optional.of(server.port()))) {
            fields.fault(
                    Keys.OBSERVE_PORT,
                    "must not be " + Keys.SERVER_PORT.path() + ", is " + server.port());
        }
        return observe;
    }
}
