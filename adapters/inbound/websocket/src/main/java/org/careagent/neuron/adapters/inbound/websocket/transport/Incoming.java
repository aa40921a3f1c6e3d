package org.careagent.neuron.adapters.inbound.websocket.transport;

/// What one frame of the peer amounts to.
sealed interface Incoming {
    record Text(String content) implements Incoming {}

    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Binary(byte[] content) implements Incoming {}

    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Ping(byte[] content) implements Incoming {}

    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Pong(byte[] content) implements Incoming {}

    /// Nothing that anyone waits for: a fragment that is not the last.
    record Nothing() implements Incoming {}

    /// The close frame of the peer, well-formed or not.
    ///
    /// @param told why the connection ends, for the listener
    /// @param answer what the peer gets
    record PeerClose(CloseFrame told, CloseFrame answer) implements Incoming {}

    /// The peer broke the rules; no further frame of it counts.
    record Violation(CloseFrame answer) implements Incoming {}
}
