package org.careagent.neuron.adapters.inbound.websocket.transport;

import java.util.List;
import java.util.Set;

/// From which web pages a browser may connect (RFC 6455, section 10.2). Agents send no `Origin`,
/// and are not meant by it.
///
/// @param origins as a browser writes them, `https://portal.example`; `*` stands for all
public record AllowedOrigins(Set<String> origins) {
    private static final String ANY = "*";

    public AllowedOrigins {
        origins = Set.copyOf(origins);
    }

    /// Every page may connect.
    public static AllowedOrigins any() {
        return new AllowedOrigins(Set.of(ANY));
    }

    boolean admit(List<String> presented) {
        return origins.contains(ANY) || origins.containsAll(presented);
    }
}
