package org.careagent.neuron.bootstrap.settings;

import org.careagent.neuron.domain.handshake.ExistingRelationshipProof;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The catalogue: every key of the configuration, once, with all there is to know of it.
///
/// Whoever adds a key here gets it checked, warned about and documented; [SettingsReader] puts its
/// value into [Settings].
public final class Keys {
    private static final int SECOND = 1000;

    /// Who the organisation is.
    public static final Key<Optional<Npi>> ORGANIZATION_NPI =
            required("organization.npi", Rules.npi(), "The organisation's NPI.");

    /// What it is called.
    public static final Key<Optional<String>> ORGANIZATION_NAME =
            required("organization.name", Rules.name(), "The organisation, as people know it.");

    /// What kind of organisation it is.
    public static final Key<String> ORGANIZATION_TYPE =
            preset(
                    "organization.type",
                    Rules.oneOf(
                            "practice",
                            "hospital",
                            "pharmacy",
                            "imaging_center",
                            "laboratory",
                            "urgent_care",
                            "specialty_clinic",
                            "other"),
                    "practice",
                    "What kind of organisation it is.");

    static final Key<String> SERVER_HOST =
            preset(
                    "server.host",
                    NetworkRules.host(),
                    "0.0.0.0",
                    "The address it listens on; `0.0.0.0` for every one of the machine.");

    /// Where it listens.
    public static final Key<Integer> SERVER_PORT =
            preset(
                    "server.port",
                    Rules.port(),
                    "3000",
                    "The port it listens on; 0 for any free one, which is printed at start.");

    static final Key<Optional<Path>> TLS_CERTIFICATE =
            optional(
                    "server.tls.certificate",
                    FileRules.file(),
                    "off",
                    "The certificate chain for TLS, in PEM; goes with `server.tls.key`.");
    static final Key<Optional<Path>> TLS_KEY =
            optional(
                    "server.tls.key",
                    FileRules.file(),
                    "off",
                    "The private key for TLS, in PEM; goes with `server.tls.certificate`.");
    static final Key<Optional<Path>> TLS_KEY_STORE =
            optional(
                    "server.tls.keyStore",
                    FileRules.file(),
                    "off",
                    "Certificate and private key for TLS in one PKCS#12 file, instead of PEM.");
    static final Key<Optional<Path>> TLS_PASSWORD_FILE =
            optional(
                    "server.tls.passwordFile",
                    FileRules.file(),
                    "off",
                    "The file whose first line is the password of `server.tls.keyStore`.");
    static final Key<List<String>> TRUSTED_PROXIES =
            preset(
                    "server.trustedProxies",
                    NetworkRules.networks(),
                    "",
                    "The proxies whose `Forwarded` or `X-Forwarded-For` is believed: a request that"
                            + " comes from them counts in the queue for the address that they name.");
    static final Key<Duration> SHUTDOWN_GRACE =
            preset(
                    "server.shutdownGraceMs",
                    Rules.millisAtLeast(0),
                    "5000",
                    "How long open sessions have to end at stop, in milliseconds.");
    static final Key<Duration> HEADER_TIMEOUT =
            preset(
                    "server.headerTimeoutMs",
                    Rules.millisAtLeast(1),
                    "10000",
                    "How long a client may take for a whole request, the TLS handshake included, in"
                            + " milliseconds; it counts from the connection or from the end of the"
                            + " answer before, so idle connections that are kept alive end then too.");
    static final Key<Optional<Integer>> MAX_CONNECTIONS =
            optional(
                    "server.maxConnections",
                    Rules.atLeast(1),
                    "handshakes + queue + 1,000, as far as the process's limit of open files allows",
                    "How many TCP connections may be open at once; for one on top of that, the newest"
                            + " waiting or silent one of the busiest address is closed.");

    static final Key<String> WEBSOCKET_PATH =
            preset(
                    "websocket.path",
                    NetworkRules.route(),
                    "/ws/handshake",
                    "The path that patients' agents connect to.");
    static final Key<Integer> MAX_CONCURRENT_HANDSHAKES =
            preset(
                    "websocket.maxConcurrentHandshakes",
                    Rules.atLeast(1),
                    "1000",
                    "How many handshakes may be under way at a time; who comes on top of that waits.");
    static final Key<Integer> MAX_QUEUED =
            preset(
                    "websocket.maxQueued",
                    Rules.atLeast(0),
                    "10000",
                    "How many may wait at a time; when one comes on top of that, the newest of the"
                            + " address with most waiting is answered 503.");
    static final Key<Duration> AUTH_TIMEOUT =
            preset(
                    "websocket.authTimeoutMs",
                    Rules.millisAtLeast(SECOND),
                    "10000",
                    "How long an agent may take for its first message, in milliseconds.");
    static final Key<Duration> CHALLENGE_TIMEOUT =
            preset(
                    "websocket.challengeTimeoutMs",
                    Rules.millisAtLeast(SECOND),
                    "30000",
                    "How long an agent may take to answer the challenge, in milliseconds.");
    static final Key<Duration> QUEUE_TIMEOUT =
            preset(
                    "websocket.queueTimeoutMs",
                    Rules.millisAtLeast(SECOND),
                    "30000",
                    "How long one waits for a turn before it is refused, in milliseconds.");
    static final Key<Integer> MAX_PAYLOAD_BYTES =
            preset(
                    "websocket.maxPayloadBytes",
                    Rules.atLeast(1024),
                    "65536",
                    "The longest message that an agent may send, in bytes.");
    static final Key<ExistingRelationshipProof> EXISTING_RELATIONSHIP_PROOF =
            preset(
                    "websocket.existingRelationshipProof",
                    Rules.oneOf(ExistingRelationshipProof.class),
                    "challenge",
                    "What a patient with a relationship has to show: the answer to a challenge, or the"
                            + " consent token alone.");
    static final Key<List<String>> ALLOWED_ORIGINS =
            preset(
                    "websocket.allowedOrigins",
                    NetworkRules.origins(),
                    "*",
                    "The web pages from which browsers may connect; agents are not meant by it.");
    static final Key<List<String>> PROTOCOLS =
            preset(
                            "websocket.protocols",
                            Rules.protocols(),
                            "v1,v2",
                            "The versions of the handshake that are offered.")
                    .notYet();

    static final Key<Settings.Storage.Kind> STORAGE_KIND =
            preset(
                    "storage.kind",
                    Rules.oneOf(Settings.Storage.Kind.class),
                    "h2",
                    "What relationships and providers are kept in: a file of this machine, a PostgreSQL"
                            + " server, or memory, which forgets them at stop.");

    /// The database file.
    public static final Key<Path> STORAGE_PATH =
            preset(
                    "storage.path",
                    FileRules.database(),
                    "./data/neuron.db",
                    "The H2 file, by its name without H2's own ending; its folder is the data folder,"
                            + " whatever the kind.");

    static final Key<Optional<String>> STORAGE_URL =
            optional(
                    "storage.url",
                    NetworkRules.postgresUrl(),
                    "",
                    "The PostgreSQL database; needed with `storage.kind: postgresql`.");
    static final Key<Optional<String>> STORAGE_USERNAME =
            optional(
                    "storage.username",
                    Rules.visibleText(),
                    "",
                    "Who the Neuron is on PostgreSQL.");
    static final Key<Optional<Secret>> STORAGE_PASSWORD =
            optional(
                    "storage.password",
                    Rules.password(),
                    "",
                    "Its password there; better kept in a file of its own.");
    static final Key<Optional<Path>> STORAGE_PASSWORD_FILE =
            optional(
                    "storage.passwordFile",
                    FileRules.file(),
                    "",
                    "The file whose first line is that password, instead of `storage.password`.");
    static final Key<Integer> STORAGE_POOL_SIZE =
            preset(
                    "storage.poolSize",
                    Rules.atLeast(1),
                    "10",
                    "How many connections to PostgreSQL are held.");

    static final Key<Boolean> AUDIT_ENABLED =
            preset("audit.enabled", Rules.flag(), "true", "Whether there is an audit log.");

    /// The audit log.
    public static final Key<Path> AUDIT_PATH =
            preset("audit.path", FileRules.file(), "./data/audit.jsonl", "The audit log's file.");

    static final Key<Integer> AUDIT_CHECKPOINT_EVERY =
            preset(
                    "audit.checkpointEvery",
                    Rules.atLeast(1),
                    "1000",
                    "After how many entries the log is signed.");
    static final Key<Long> AUDIT_ROTATE_BYTES =
            preset(
                    "audit.rotateBytes",
                    Rules.bytesAtLeast(1024),
                    "268435456",
                    "At what size a new file is begun, in bytes.");

    static final Key<Optional<URI>> AXON_REGISTRY_URL =
            optional(
                            "axon.registryUrl",
                            NetworkRules.httpAddress(),
                            "none: runs alone",
                            "The network's registry.")
                    .notYet();

    /// Where it is reached.
    public static final Key<Optional<AgentEndpoint>> AXON_ENDPOINT_URL =
            optional(
                    "axon.endpointUrl",
                    NetworkRules.endpoint(),
                    "http://localhost:{server.port}",
                    "Where agents reach this Neuron from outside.");

    static final Key<Duration> AXON_BACKOFF_CEILING =
            preset(
                            "axon.backoffCeilingMs",
                            Rules.millisAtLeast(SECOND),
                            "300000",
                            "The longest pause before the registry is tried again, in milliseconds.")
                    .notYet();
    static final Key<Boolean> AXON_REQUIRED =
            preset(
                            "axon.required",
                            Rules.flag(),
                            "false",
                            "Whether the Neuron is unhealthy without the registry.")
                    .notYet();

    static final Key<Duration> HEARTBEAT_INTERVAL =
            preset(
                            "heartbeat.intervalMs",
                            Rules.millisAtLeast(SECOND),
                            "60000",
                            "How often the registry is told that this Neuron is there, in milliseconds.")
                    .notYet();

    static final Key<Boolean> LOCAL_NETWORK_ENABLED =
            preset(
                            "localNetwork.enabled",
                            Rules.flag(),
                            "false",
                            "Whether this Neuron can be found on the local network (mDNS).")
                    .notYet();
    static final Key<String> LOCAL_NETWORK_SERVICE_TYPE =
            preset(
                            "localNetwork.serviceType",
                            Rules.visibleText(),
                            "careagent-neuron",
                            "The type of service that it is announced as.")
                    .notYet();
    static final Key<String> LOCAL_NETWORK_PROTOCOL_VERSION =
            preset(
                            "localNetwork.protocolVersion",
                            Rules.visibleText(),
                            "v1.0",
                            "The version that it is announced with.")
                    .notYet();

    static final Key<Integer> API_MAX_REQUESTS =
            preset(
                    "api.rateLimit.maxRequests",
                    Rules.atLeast(1),
                    "100",
                    "How many requests an API key has in a window.");
    static final Key<Duration> API_WINDOW =
            preset(
                    "api.rateLimit.windowMs",
                    Rules.millisAtLeast(1),
                    "60000",
                    "How long a window is, in milliseconds.");
    static final Key<Integer> API_AUTH_FAILURES =
            preset(
                    "api.authFailuresPerMinute",
                    Rules.atLeast(1),
                    "100",
                    "How many wrong API keys an address may present in a minute.");
    static final Key<Settings.Api.ProviderAccess> API_PROVIDER_ACCESS =
            preset(
                    "api.providerAccess",
                    Rules.oneOf(Settings.Api.ProviderAccess.class),
                    "key",
                    "Whether providers' agents need an API key. With `open`, those of loopback and"
                            + " private addresses need none: set it only where nobody else is in that network.");
    static final Key<List<String>> API_CORS_ORIGINS =
            preset(
                    "api.cors.allowedOrigins",
                    Rules.visibleTexts(),
                    "",
                    "The web pages from which browsers may use the API, as origins; `*` for all.");

    static final Key<String> OBSERVE_HOST =
            preset(
                    "observe.host",
                    NetworkRules.host(),
                    "127.0.0.1",
                    "The address of `observe.port`.");
    static final Key<Optional<Integer>> OBSERVE_PORT =
            optional(
                    "observe.port",
                    Rules.port(),
                    "none: on the main port",
                    "A port of its own for metrics and health.");

    static final Key<Optional<String>> NODE_ID =
            optional(
                    "node.id",
                    Rules.nodeId(),
                    "a UUID kept in `node.id` in the data folder",
                    "What this Neuron is called among several of one organisation.");

    static final Key<Settings.Log.Level> LOG_LEVEL =
            preset(
                    "log.level",
                    Rules.oneOf(Settings.Log.Level.class),
                    "info",
                    "How much is logged.");
    static final Key<Settings.Log.Format> LOG_FORMAT =
            preset(
                    "log.format",
                    Rules.oneOf(Settings.Log.Format.class),
                    "text",
                    "How an entry of the log is written: for people, or a JSON object a line.");

    private Keys() {}

    private static final List<Key<?>> ALL =
            List.of(
                    ORGANIZATION_NPI,
                    ORGANIZATION_NAME,
                    ORGANIZATION_TYPE,
                    SERVER_HOST,
                    SERVER_PORT,
                    TLS_CERTIFICATE,
                    TLS_KEY,
                    TLS_KEY_STORE,
                    TLS_PASSWORD_FILE,
                    TRUSTED_PROXIES,
                    SHUTDOWN_GRACE,
                    HEADER_TIMEOUT,
                    MAX_CONNECTIONS,
                    WEBSOCKET_PATH,
                    MAX_CONCURRENT_HANDSHAKES,
                    MAX_QUEUED,
                    AUTH_TIMEOUT,
                    CHALLENGE_TIMEOUT,
                    QUEUE_TIMEOUT,
                    MAX_PAYLOAD_BYTES,
                    EXISTING_RELATIONSHIP_PROOF,
                    ALLOWED_ORIGINS,
                    PROTOCOLS,
                    STORAGE_KIND,
                    STORAGE_PATH,
                    STORAGE_URL,
                    STORAGE_USERNAME,
                    STORAGE_PASSWORD,
                    STORAGE_PASSWORD_FILE,
                    STORAGE_POOL_SIZE,
                    AUDIT_ENABLED,
                    AUDIT_PATH,
                    AUDIT_CHECKPOINT_EVERY,
                    AUDIT_ROTATE_BYTES,
                    AXON_REGISTRY_URL,
                    AXON_ENDPOINT_URL,
                    AXON_BACKOFF_CEILING,
                    AXON_REQUIRED,
                    HEARTBEAT_INTERVAL,
                    LOCAL_NETWORK_ENABLED,
                    LOCAL_NETWORK_SERVICE_TYPE,
                    LOCAL_NETWORK_PROTOCOL_VERSION,
                    API_MAX_REQUESTS,
                    API_WINDOW,
                    API_AUTH_FAILURES,
                    API_PROVIDER_ACCESS,
                    API_CORS_ORIGINS,
                    OBSERVE_HOST,
                    OBSERVE_PORT,
                    NODE_ID,
                    LOG_LEVEL,
                    LOG_FORMAT);

    /// Every key, section by section.
    public static List<Key<?>> all() {
        return ALL;
    }

    /// The key that is called `path`, whatever the case.
    static Optional<Key<?>> named(String path) {
        return ALL.stream().filter(key -> key.path().equalsIgnoreCase(path)).findFirst();
    }

    /// Whether there is a key `path`, in this very case.
    static boolean isKnown(String path) {
        return ALL.stream().anyMatch(key -> key.path().equals(path));
    }

    /// Whether there are keys below `path`.
    static boolean isSection(String path) {
        return sections().contains(path);
    }

    /// The paths that have keys below them.
    static Set<String> sections() {
        return ALL.stream()
                .map(Key::path)
                .flatMap(Keys::above)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> above(String path) {
        return IntStream.range(0, path.length())
                .filter(at -> path.charAt(at) == '.')
                .mapToObj(at -> path.substring(0, at));
    }

    private static <T> Key<T> preset(String path, Rule<T> rule, String preset, String meaning) {
        T value =
                rule.parse(rule.split(preset))
                        .orElseThrow(
                                () -> new IllegalStateException(path + " breaks its own rule"));
        return new Key<>(path, rule, value, preset, meaning, Key.Need.OPTIONAL, Key.Effect.NOW);
    }

    private static <T> Key<Optional<T>> optional(
            String path, Rule<T> rule, String without, String meaning) {
        return new Key<>(
                path,
                rule.optional(),
                Optional.empty(),
                without,
                meaning,
                Key.Need.OPTIONAL,
                Key.Effect.NOW);
    }

    private static <T> Key<Optional<T>> required(String path, Rule<T> rule, String meaning) {
        return new Key<>(
                path,
                rule.optional(),
                Optional.empty(),
                "required",
                meaning,
                Key.Need.REQUIRED,
                Key.Effect.NOW);
    }
}
