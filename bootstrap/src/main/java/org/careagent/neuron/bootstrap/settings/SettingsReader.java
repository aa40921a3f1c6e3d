package org.careagent.neuron.bootstrap.settings;

import io.helidon.config.Config;

import org.careagent.neuron.domain.handshake.ExistingRelationshipProof;
import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Makes [Settings] of a configuration, or says everything that is wrong with it at once.
public final class SettingsReader {
    private static final Set<String> ORGANIZATION_TYPES =
            Set.of(
                    "practice",
                    "hospital",
                    "pharmacy",
                    "imaging_center",
                    "laboratory",
                    "urgent_care",
                    "specialty_clinic",
                    "other");
    private static final List<String> SECTIONS =
            List.of("organization", "server", "websocket", "storage", "audit", "axon");
    private static final int SECOND = 1000;
    // Not what Helidon would take for a pattern, and no query, which no path ever matches.
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]*");

    private final FieldReader fields;

    private SettingsReader(FieldReader fields) {
        this.fields = fields;
    }

    /// What became of a configuration.
    public sealed interface Outcome {
        /// Every field is within its rule.
        record Good(Settings settings) implements Outcome {}

        /// Some fields are not.
        ///
        /// @param faults one line a field
        record Faulty(List<String> faults) implements Outcome {}
    }

    /// Reads `config`.
    public static Outcome read(Config config) {
        FieldReader fields = new FieldReader(config);
        Optional<Settings> settings = new SettingsReader(fields).settings();
        List<String> faults = fields.faults();
        return settings.isPresent() && faults.isEmpty()
                ? new Outcome.Good(settings.get())
                : new Outcome.Faulty(faults);
    }

    // Every section is read before one is used, so that every fault is found.
    private Optional<Settings> settings() {
        SECTIONS.forEach(fields::section);
        Optional<Settings.Organization> organization = organization();
        Settings.Server server = server();
        Function<Npi, HandshakePolicy> handshake = handshake();
        Settings.WebSocket webSocket = webSocket();
        Settings.Storage storage = storage();
        Settings.Audit audit = audit();
        Optional<AgentEndpoint> neuronEndpoint = neuronEndpoint();
        return organization.map(org ->
                new Settings(
                        org,
                        server,
                        handshake.apply(org.npi()),
                        webSocket,
                        storage,
                        audit,
                        neuronEndpoint));
    }

    private Optional<Settings.Organization> organization() {
        Optional<Npi> npi =
                fields.required(
                        "organization.npi",
                        "must be an NPI: 10 digits, the last a check digit",
                        Npi::parse);
        Optional<String> name =
                fields.required(
                        "organization.name",
                        "must be the organisation's name, without control characters",
                        text -> Optional.of(text).filter(Provider::isText));
        String type =
                fields.optional(
                                "organization.type",
                                "must be one of "
                                        + String.join(
                                                ", ",
                                                ORGANIZATION_TYPES.stream().sorted().toList()),
                                text -> Optional.of(text).filter(ORGANIZATION_TYPES::contains))
                        .orElse("practice");
        return npi.flatMap(n -> name.map(called -> new Settings.Organization(n, called, type)));
    }

    private Settings.Server server() {
        return new Settings.Server(
                fields.optional(
                                "server.host",
                                "must be an address of this machine, or a name of one",
                                SettingsReader::toHost)
                        .orElse("0.0.0.0"),
                port(),
                millis("server.shutdownGraceMs", 5000, 0));
    }

    // 0 means any free port. The rule's text is the specification's, which does not name it.
    private int port() {
        return fields.optional(
                        "server.port",
                        "must be 1 to 65535",
                        text -> FieldReader.wholeNumber(text, 0, 65_535))
                .orElse(3000);
    }

    private Function<Npi, HandshakePolicy> handshake() {
        Duration authTimeout = millis("websocket.authTimeoutMs", 10_000, SECOND);
        Duration challengeTimeout = millis("websocket.challengeTimeoutMs", 30_000, SECOND);
        ExistingRelationshipProof proof =
                fields.choice(
                        "websocket.existingRelationshipProof",
                        FieldReader.byName(ExistingRelationshipProof.class),
                        ExistingRelationshipProof.CHALLENGE);
        return organization ->
                new HandshakePolicy(organization, authTimeout, challengeTimeout, proof);
    }

    private Settings.WebSocket webSocket() {
        return new Settings.WebSocket(
                fields.optional(
                                "websocket.path",
                                "must start with /, hold nothing but letters, digits and -._~/, and not"
                                        + " be /health",
                                text ->
                                        Optional.of(text)
                                                .filter(PATH.asMatchPredicate())
                                                .filter(path -> !path.equals("/health")))
                        .orElse("/ws/handshake"),
                fields.integer("websocket.maxConcurrentHandshakes", 1000, 1, Integer.MAX_VALUE),
                millis("websocket.queueTimeoutMs", 30_000, SECOND),
                fields.integer("websocket.maxPayloadBytes", 65_536, 1024, Integer.MAX_VALUE),
                fields.texts("websocket.allowedOrigins", List.of("*")));
    }

    private Settings.Storage storage() {
        return new Settings.Storage(
                fields.choice(
                        "storage.kind",
                        FieldReader.byName(Settings.Storage.Kind.class),
                        Settings.Storage.Kind.H2),
                path("storage.path", "./data/neuron.db", SettingsReader::toDatabasePath));
    }

    private Settings.Audit audit() {
        return new Settings.Audit(
                fields.flag("audit.enabled", true),
                path("audit.path", "./data/audit.jsonl", SettingsReader::toPath));
    }

    private Optional<AgentEndpoint> neuronEndpoint() {
        return fields.optional(
                "axon.endpointUrl",
                "must be an http: or https: address of at most 2000 characters, without a query",
                text -> AgentEndpoint.parse(text).filter(SettingsReader::canBeContinued));
    }

    // `/ws/provider/{npi}` is appended to it (handshake protocol, section 6).
    private static boolean canBeContinued(AgentEndpoint address) {
        String uri = address.uri();
        return uri.regionMatches(true, 0, "http", 0, 4)
                && !uri.contains("?")
                && uri.length() <= 2000;
    }

    private Duration millis(String key, int preset, int least) {
        return Duration.ofMillis(fields.integer(key, preset, least, Integer.MAX_VALUE));
    }

    private Path path(String key, String preset, Function<String, Optional<Path>> parser) {
        String rule = "must be the path of a file";
        return fields.optional(key, rule, parser).orElse(Path.of(preset));
    }

    private static Optional<String> toHost(String text) {
        try {
            InetAddress address = InetAddress.getByName(text);
            boolean here =
                    address.isAnyLocalAddress()
                            || NetworkInterface.getByInetAddress(address) != null;
            return here && !text.isBlank() ? Optional.of(text) : Optional.empty();
        } catch (UnknownHostException | SocketException _) {
            return Optional.empty();
        }
    }

    // H2 takes a semicolon for the end of the name.
    private static Optional<Path> toDatabasePath(String text) {
        return text.contains(";") ? Optional.empty() : toPath(text);
    }

    private static Optional<Path> toPath(String text) {
        try {
            Path path = Path.of(text);
            boolean namesFile =
                    !text.isBlank()
                            && !text.endsWith("/")
                            && path.normalize().getFileName() != null
                            && !path.endsWith(".")
                            && !path.endsWith("..");
            return namesFile ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
