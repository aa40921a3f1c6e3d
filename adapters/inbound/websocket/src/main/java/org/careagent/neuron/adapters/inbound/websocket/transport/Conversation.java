package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.websocket.WsListener;

import java.lang.System.Logger.Level;
import java.util.Optional;

/// The reading half of a connection: hands what the peer sends to the listener, by the contract of
/// [Session].
final class Conversation {
    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
    // A session lasts seconds; more than this is no wish to know whether we are there. One that
    // lasts is asked itself whether it is there, and counts anew with each answer.
    private static final int MOST_PINGS = 1000;

    private final WsListener listener;
    private final FrameReader frames;
    private final DataReader reader;
    private final Session session;
    private Optional<Throwable> failedAtOpening = Optional.empty();
    private int pings;

    Conversation(WsListener listener, FrameReader frames, DataReader reader, Session session) {
        this.listener = listener;
        this.frames = frames;
        this.reader = reader;
        this.session = session;
    }

    /// The session is about to open. Throws nothing.
    void introduce() {
        try {
            listener.onOpen(session);
        } catch (Throwable t) {
            failedAtOpening = Optional.of(t);
        }
    }

    /// Tells the listener what went wrong as the session opened, now that it is open.
    void reportOpening() {
        failedAtOpening.ifPresent(this::failed);
    }

    /// Returns when the session is over and the listener knows; throws nothing.
    void hold() {
        try {
            while (session.isOpen()) {
                take(frames.next(reader));
            }
        } catch (CloseConnectionException _) {
            session.over();
        } catch (Throwable t) {
            failed(t);
        } finally {
            farewell();
        }
    }

    private void take(Incoming incoming) {
        switch (incoming) {
            case Incoming.Text(String content) ->
                    ifOpen(() -> listener.onMessage(session, content, true));
            case Incoming.Binary(byte[] content) ->
                    ifOpen(() -> listener.onMessage(session, BufferData.create(content), true));
            case Incoming.Ping(byte[] content) -> answerPing(content);
            case Incoming.Pong(byte[] content) -> hearPong(content);
            case Incoming.Nothing() -> {}
            case Incoming.PeerClose close -> session.closedByPeer(close);
            case Incoming.Violation(CloseFrame answer) -> session.close(answer);
        }
    }

    private void answerPing(byte[] content) {
        if (++pings > MOST_PINGS) {
            session.close(CloseFrame.TOO_MANY_PINGS);
        } else {
            session.answerPing(content);
        }
    }

    private void hearPong(byte[] content) {
        if (session.takesPong()) {
            pings = 0;
        }
        ifOpen(() -> listener.onPong(session, BufferData.create(content)));
    }

    /// Another thread may have closed while this one was reading (section 2: what comes then is
    /// ignored).
    private void ifOpen(Runnable delivery) {
        if (session.beginWork()) {
            try {
                delivery.run();
            } catch (Throwable t) {
                failed(t);
            } finally {
                session.endWork();
            }
        }
    }

    private void failed(Throwable failure) {
        try {
            listener.onError(session, failure);
        } catch (Throwable worse) {
            report("onError", worse);
        } finally {
            session.close(CloseFrame.SERVER_ERROR);
        }
    }

    private void farewell() {
        try {
            CloseFrame ending = session.ending();
            listener.onClose(session, ending.code(), ending.reason());
        } catch (Throwable t) {
            report("onClose", t);
        }
    }

    /// By type alone: the text of an exception may quote a message.
    private static void report(String where, Throwable thrown) {
        LOG.log(Level.ERROR, "A listener''s {0} threw {1}", where, thrown.getClass().getName());
    }

    /// If we have sent a close frame: reads on until the peer's comes, within the deadline that
    /// began to run then. All that the peer has sent is taken in, because closing a socket with
    /// unread bytes resets the connection, which can cost the peer our last message.
    void awaitPeer() {
        try {
            while (session.isClosing()) {
                if (FrameHeader.skip(reader).opcode() == Opcode.CLOSE) {
                    session.over();
                }
            }
        } catch (CloseConnectionException _) {
            session.over();
        }
    }
}
