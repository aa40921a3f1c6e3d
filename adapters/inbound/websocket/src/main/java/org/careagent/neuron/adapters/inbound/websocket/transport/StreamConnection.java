package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;

import org.careagent.neuron.adapters.shared.connections.Connection;
import org.careagent.neuron.application.admission.SourceAddress;

import java.time.Duration;

/// One client that asks for a provider's stream, from its upgrade request to its end. It waits for
/// nothing.
final class StreamConnection implements ServerConnection, OpenConnections.Departing {
    private final Connection connection;
    private final SourceAddress source;
    private final HandshakeKey key;
    private final StreamEndpoint endpoint;
    private final Session session;
    private final Conversation conversation;

    StreamConnection(
            Connection connection,
            SourceAddress source,
            HandshakeKey key,
            StreamEndpoint endpoint,
            Session session,
            Conversation conversation) {
        this.connection = connection;
        this.source = source;
        this.key = key;
        this.endpoint = endpoint;
        this.session = session;
        this.conversation = conversation;
    }

    @Override
    public void handle(Limit limit) {
        connection.waits(session::goAway);
        connection.countFor(source);
        endpoint.open().add(this);
        try {
            // Whoever drains says so before it looks who is here.
            if (endpoint.isDraining()) {
                session.refuse(HttpAnswers.unavailable());
            }
            session.open(HttpAnswers.switchingProtocols(key));
            if (session.hasOpened()) {
                conversation.introduce();
                conversation.reportOpening();
                conversation.hold();
            }
            conversation.awaitPeer();
        } finally {
            endpoint.open().remove(this);
        }
    }

    /// The pings are of others: nothing in here is idle for Helidon to close.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /// The server stops, and [StreamEndpoint#drain(Duration)] was not asked to do it before.
    @Override
    public void close(boolean interrupt) {
        Thread.startVirtualThread(this::goAway);
    }

    @Override
    public void goAway() {
        session.goAway();
    }

    @Override
    public void cut() {
        connection.cut();
    }
}
