package org.careagent.neuron.bootstrap.settings;

import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The whole configuration; every value is within its rule.
///
/// @param organization whose front door this is
/// @param server where it listens
/// @param handshake how a handshake goes
/// @param webSocket the door itself
/// @param storage where relationships are kept
/// @param audit where the audit trail is kept
/// @param neuronEndpoint `axon.endpointUrl`, where the organisation says that this Neuron is
///   reached
public record Settings(
        Organization organization,
        Server server,
        HandshakePolicy handshake,
        WebSocket webSocket,
        Storage storage,
        Audit audit,
        Optional<AgentEndpoint> neuronEndpoint) {

    /// Section `organization`.
    ///
    /// @param type what kind of organisation, one of the types of the specification
    public record Organization(Npi npi, String name, String type) {}

    /// Section `server`.
    ///
    /// @param port 0 for any free one
    /// @param shutdownGrace how long open sessions have to end at stop
    public record Server(String host, int port, Duration shutdownGrace) {
        /// Whether it listens on every address of the machine.
        public boolean isOpenToAll() {
            return host.equals("0.0.0.0") || host.equals("::");
        }
    }

    /// Section `websocket`, apart from what the handshake itself goes by.
    ///
    /// @param path where agents connect
    /// @param maxConcurrentHandshakes the safety ceiling
    /// @param queueTimeout how long a request waits under it
    /// @param maxPayloadBytes the longest message
    /// @param allowedOrigins which `Origin` a browser may come from; `*` for all
    public record WebSocket(
            String path,
            int maxConcurrentHandshakes,
            Duration queueTimeout,
            int maxPayloadBytes,
            List<String> allowedOrigins) {

        /// Keeps the origins as they are now.
        public WebSocket {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    /// Section `storage`.
    ///
    /// @param path the database file, by its name without H2's own ending
    public record Storage(Kind kind, Path path) {
        /// The data folder, whatever the kind.
        public Path folder() {
            return Optional.ofNullable(path.normalize().getParent()).orElse(Path.of(""));
        }

        /// Where a running Neuron is spoken to (command line specification, the control socket);
        /// relative if the path is, since a socket's path must be short.
        public Path controlSocket() {
            return folder().resolve("neuron.sock");
        }

        /// What relationships are kept in.
        public enum Kind {
            /// A database file.
            H2,
            /// Nothing that outlives the process.
            MEMORY
        }
    }

    /// Section `audit`.
    ///
    /// @param enabled whether there is a trail at all
    /// @param path the file
    public record Audit(boolean enabled, Path path) {}
}
