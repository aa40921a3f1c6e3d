package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;

import org.careagent.neuron.adapters.shared.connections.Connection;
import org.careagent.neuron.adapters.shared.connections.ConnectionLostException;
import org.careagent.neuron.application.admission.Admission;
import org.careagent.neuron.application.admission.Guest;
import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.application.admission.TurnedAway;

import java.time.Duration;

/// One client from its upgrade request to the end of its session: waits for a place, and holds the
/// conversation.
///
/// While it waits, its thread is blocked in a read: so a client that leaves is noticed at once. Who
/// frees a place answers the request of the next, on the thread of the one who leaves; that of the
/// next wakes when its client says something.
final class WebSocketConnection implements ServerConnection, Guest, OpenConnections.Departing {
    // RFC 6455, section 4.1: a client waits for the answer before it says more. One that does not
    // is
    // borne with, as long as that costs little.
    private static final int MOST_AHEAD = 4096;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Connection connection;
    private final DataReader reader;
    private final SourceAddress source;
    private final HandshakeKey key;
    private final HandshakeEndpoint endpoint;
    private final Session session;
    private final Conversation conversation;

    WebSocketConnection(
            Connection connection,
            DataReader reader,
            SourceAddress source,
            HandshakeKey key,
            HandshakeEndpoint endpoint,
            Session session,
            Conversation conversation) {
        this.connection = connection;
        this.reader = reader;
        this.source = source;
        this.key = key;
        this.endpoint = endpoint;
        this.session = session;
        this.conversation = conversation;
    }

    @Override
    public void handle(Limit limit) {
        connection.waits(() -> session.refuse(HttpAnswers.unavailable()));
        connection.countFor(source);
        endpoint.open().add(this);
        try {
            endpoint.admission().host(this, this::stay);
            conversation.awaitPeer();
        } finally {
            endpoint.open().remove(this);
        }
    }

    private void stay() {
        try {
            while (session.isWaiting()) {
                hearAhead();
            }
        } catch (ConnectionLostException _) {
            session.over();
        }
        if (session.hasOpened()) {
            connection.waitForBytes(Duration.ZERO);
            conversation.hold();
        }
    }

    private void hearAhead() {
        if (reader.available() > MOST_AHEAD) {
            session.refuse(HttpAnswers.badRequest());
            return;
        }
        if (reader.available() > 0) {
            // It may have said all that it has to say: then no further byte tells that its turn has
            // come, and that what it has said can be heard.
            connection.waitForBytes(PAUSE);
        }
        reader.pullData();
    }

    @Override
    public SourceAddress source() {
        return source;
    }

    @Override
    public void admitted(Admission.Place place) {
        connection.serves();
        session.open(place, HttpAnswers.switchingProtocols(key), conversation::introduce);
        conversation.reportOpening();
    }

    @Override
    public void turnedAway(TurnedAway why) {
        session.refuse(HttpAnswers.unavailable());
    }

    /// The deadlines are of others: nothing in here is idle for Helidon to close.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /// The server stops (section 8), and [HandshakeEndpoint#drain(Duration)] was not asked to do it
    /// before. Helidon closes one connection after the other: a peer that takes nothing in must not
    /// hold up the rest.
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
