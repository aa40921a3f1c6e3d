package org.careagent.neuron.bootstrap.settings;

import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The whole configuration; every value is within its rule. What a value means is said once, in
/// [Keys].
///
/// @param handshake what of section `websocket` the handshake itself goes by
/// @param withoutEffect the keys that are set, and come to nothing in this version
public record Settings(
        Organization organization,
        Server server,
        HandshakePolicy handshake,
        WebSocket webSocket,
        Storage storage,
        Audit audit,
        Axon axon,
        Heartbeat heartbeat,
        LocalNetwork localNetwork,
        Api api,
        Observe observe,
        Node node,
        Log log,
        List<String> withoutEffect) {

    /// Keeps the list as it is now.
    public Settings {
        withoutEffect = List.copyOf(withoutEffect);
    }

    /// Section `organization`.
    public record Organization(Npi npi, String name, String type) {}

    /// Section `server`.
    ///
    /// @param port 0 for any free one
    public record Server(
            String host,
            int port,
            Optional<Tls> tls,
            List<String> trustedProxies,
            Duration shutdownGrace,
            Duration headerTimeout,
            Optional<Integer> maxConnections) {

        /// Keeps the list as it is now.
        public Server {
            trustedProxies = List.copyOf(trustedProxies);
        }

        /// Whether it listens on every address of the machine.
        public boolean isOpenToAll() {
            return host.equals("0.0.0.0") || host.equals("::");
        }

        /// The scheme of its addresses.
        ///
        /// @param plain what it is without TLS: `http` or `ws`
        public String scheme(String plain) {
            return tls.isPresent() ? plain + "s" : plain;
        }
    }

    /// Section `server.tls`: what TLS is served with.
    public sealed interface Tls {
        /// Two files in PEM.
        record Pem(Path certificate, Path key) implements Tls {}

        /// A file in PKCS#12.
        record KeyStore(Path file, Optional<Secret> password) implements Tls {}
    }

    /// Section `websocket`, apart from what the handshake itself goes by.
    public record WebSocket(
            String path,
            int maxConcurrentHandshakes,
            int maxQueued,
            Duration queueTimeout,
            int maxPayloadBytes,
            List<String> allowedOrigins,
            List<String> protocols) {

        /// Keeps the lists as they are now.
        public WebSocket {
            allowedOrigins = List.copyOf(allowedOrigins);
            protocols = List.copyOf(protocols);
        }
    }

    /// Section `storage`.
    ///
    /// @param path the database file, by its name without H2's own ending
    public record Storage(
            Kind kind,
            Path path,
            Optional<String> url,
            Optional<String> username,
            Optional<Secret> password,
            int poolSize) {
        /// What relationships are kept in.
        public enum Kind {
            /// A database file.
            H2,
            /// A server.
            POSTGRESQL,
            /// Nothing that outlives the process.
            MEMORY
        }

        /// The data folder, whatever the kind; relative if the path is.
        public Path folder() {
            return Optional.ofNullable(path.normalize().getParent()).orElse(Path.of(""));
        }

        /// Where a running Neuron is spoken to (command line specification, the control socket);
        /// relative if the path is, since a socket's path must be short.
        public Path controlSocket() {
            return folder().resolve("neuron.sock");
        }
    }

    /// Section `audit`.
    public record Audit(boolean enabled, Path path, int checkpointEvery, long rotateBytes) {}

    /// Section `axon`.
    ///
    /// @param endpoint where the organisation says that this Neuron is reached
    public record Axon(
            Optional<URI> registry,
            Optional<AgentEndpoint> endpoint,
            Duration backoffCeiling,
            boolean required) {}

    /// Section `heartbeat`.
    public record Heartbeat(Duration interval) {}

    /// Section `localNetwork`.
    public record LocalNetwork(boolean enabled, String serviceType, String protocolVersion) {}

    /// Section `api`.
    public record Api(
            RateLimit rateLimit,
            int authFailuresPerMinute,
            ProviderAccess providerAccess,
            List<String> corsOrigins) {

        /// Keeps the list as it is now.
        public Api {
            corsOrigins = List.copyOf(corsOrigins);
        }

        /// How many requests there may be in how long.
        public record RateLimit(int maxRequests, Duration window) {}

        /// What a provider's agent has to show.
        public enum ProviderAccess {
            /// An API key.
            KEY,
            /// Nothing.
            OPEN
        }
    }

    /// Section `observe`.
    public record Observe(String host, Optional<Integer> port) {}

    /// Section `node`.
    public record Node(Optional<String> id) {}

    /// Section `log`.
    public record Log(Level level, Format format) {
        /// How much is logged, the least first.
        public enum Level {
            /// What must be mended.
            ERROR,
            /// What may have to be.
            WARN,
            /// What happens.
            INFO,
            /// How it happens.
            DEBUG,
            /// All there is.
            TRACE
        }

        /// How an entry is written.
        public enum Format {
            /// For people.
            TEXT,
            /// For programs.
            JSON
        }
    }
}
