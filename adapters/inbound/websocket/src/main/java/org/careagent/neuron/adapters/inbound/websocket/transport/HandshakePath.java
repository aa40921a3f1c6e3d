package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.HttpPrologue;

import java.util.regex.Pattern;

/// The path that the handshake is served on, and no other spelling of it: Helidon's matcher takes
/// `//ws/handshake` and `/ws/handshake;x=1` for it too.
///
/// @param path without a query, `/ws/handshake`
record HandshakePath(String path) {
    // RFC 9112, section 3.2.2: what a client says to a proxy, it may say to us.
    private static final Pattern ABSOLUTE = Pattern.compile("^(?i:https?|wss?)://[^/]*");

    boolean isThatOf(HttpPrologue prologue) {
        return spelled(prologue).equals(path);
    }

    /// The path of `prologue` as the client spells it, without scheme and host.
    static String spelled(HttpPrologue prologue) {
        return ABSOLUTE.matcher(prologue.uriPath().rawPath()).replaceFirst("");
    }
}
