package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.HttpPrologue;

import org.careagent.neuron.domain.identity.Npi;

import java.util.Optional;

/// The paths that providers' agents connect to (handshake protocol, section 6), in no other
/// spelling.
final class ProviderPath {
    /// What comes before the NPI.
    static final String BEFORE = "/ws/provider/";

    private ProviderPath() {}

    /// The provider whose path that of `prologue` is; empty if it is none.
    static Optional<Npi> providerOf(HttpPrologue prologue) {
        String path = HandshakePath.spelled(prologue);
        return path.startsWith(BEFORE)
                ? Npi.parse(path.substring(BEFORE.length()))
                : Optional.empty();
    }
}
