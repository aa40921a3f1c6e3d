/// WebSocket 13 on the wire, for Helidon's server (handshake protocol, sections 1, 5 and 8).
///
/// The wiring meets [HandshakeEndpoint]; what is said over a connection is up to an
/// [io.helidon.websocket.WsListener], for which [Session] states the contract.
///
/// One connection is three objects: [WebSocketConnection] waits for a place, [Conversation] reads,
/// and [Session] writes and knows how far the connection is. What is below them, and can be cut
/// short, is an [org.careagent.neuron.adapters.shared.connections.Connection].
@NullMarked
package org.careagent.neuron.adapters.inbound.websocket.transport;

import org.jspecify.annotations.NullMarked;
