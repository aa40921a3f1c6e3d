/// WebSocket 13 on the wire, for Helidon's server (handshake protocol, sections 1, 5 and 8).
///
/// The wiring meets [HandshakeEndpoint]; what is said over a connection is up to an
/// [io.helidon.websocket.WsListener], for which [Session] states the contract.
///
/// One connection is four objects: [WebSocketConnection] waits for a slot, [Conversation] reads,
/// [Session] writes and knows how far the connection is, and [Wire] does the blocking input and
/// output and can cut it short.
@NullMarked
package org.careagent.neuron.adapters.inbound.websocket.transport;

import org.jspecify.annotations.NullMarked;
