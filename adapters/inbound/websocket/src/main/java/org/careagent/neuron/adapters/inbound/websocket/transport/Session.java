package org.careagent.neuron.adapters.inbound.websocket.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketContext;
import io.helidon.websocket.WsSession;

import org.careagent.neuron.adapters.shared.connections.Connection;
import org.careagent.neuron.adapters.shared.connections.ConnectionLostException;
import org.careagent.neuron.application.admission.Admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The writing half of a connection, and the one place that knows how far the connection is. All
/// that is written passes the lock here, so that no close frame overtakes the 101.
///
/// # The contract with a listener
///
/// Each connection has a [io.helidon.websocket.WsListener] of its own, and one thing at a time
/// happens to it:
///
/// 1. `onOpen(session)` once, when it has got a place, just before the 101 is written; what it
///    sends comes after that. It is called by whoever left the place, and must not take long. If
///    the connection ends earlier, the listener is never called.
/// 2. `onMessage(session, text, true)` for each whole text message, and `onMessage(session, buffer,
///    true)` for each whole binary one. `last` is always true.
/// 3. `onError(session, throwable)` if one of the above threw anything. The session is still open,
///    so that a last message can be sent; afterwards it is closed with 1011, if the listener has
///    not closed it. Only the listener logs what it threw.
/// 4. `onClose(session, code, reason)` exactly once, and last, for each session that was opened.
///    The code is that of the first close frame, whoever sent it; 1005 if that frame had none; 1006
///    if the TCP connection ended without one.
///
/// The place is left as soon as either side has begun to close or the connection has ended, also if
/// `onClose` comes later because the peer is waited for.
///
/// `onPong(session, buffer)` comes for each pong, asked for or not. `onPing` and `onHttpUpgrade`
/// are not called. The thread is not interrupted by anything in here, except by a server that has
/// not stopped when its grace period is over.
///
/// The session may be used from any thread. No method throws because the peer is gone. Once closing
/// has begun, whoever began it, what is sent is dropped, a second close has no effect, and no
/// further message is delivered (but one may be under way while another thread closes). A write may
/// block for as long as the patience, so a timer that is shared by sessions uses a thread of its
/// own for each. After a close from another thread than the listener's, `onClose` comes when the
/// peer has answered, at the latest when the patience is over.
final class Session implements WsSession {
    private enum Phase {
        /// The upgrade request is not answered.
        WAITING,
        /// It is being answered with 101.
        OPENING,
        OPEN,
        /// We have sent a close frame, and the peer has not yet.
        CLOSING,
        CLOSED
    }

    private final Connection connection;
    private final SocketContext context;
    private final Duration patience;
    private final Lock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private volatile Phase phase = Phase.WAITING;
    private volatile CloseFrame ending = CloseFrame.NONE_SEEN;
    private Optional<Admission.Place> place = Optional.empty();
    private boolean opened;
    private boolean atWork;
    private boolean leaving;
    private volatile boolean pongDue;

    Session(Connection connection, SocketContext context, Duration patience) {
        this.connection = connection;
        this.context = context;
        this.patience = patience;
    }

    /// Answers the upgrade request with `switching`, unless it has been answered or the peer has
    /// gone; then nothing of the following happens.
    ///
    /// @param held what is left at the end
    /// @param introduction done before anything is written
    void open(Admission.Place held, BufferData switching, Runnable introduction) {
        open(Optional.of(held), switching, introduction);
    }

    /// Likewise, where no place is needed.
    void open(BufferData switching) {
        open(Optional.empty(), switching, () -> {});
    }

    private void open(Optional<Admission.Place> held, BufferData switching, Runnable introduction) {
        if (begins(held)) {
            try {
                introduction.run();
            } finally {
                locked(() -> {
                    phase = Phase.OPEN;
                    put(switching);
                    answered.signalAll();
                });
                leaveUnlessOpen();
            }
        }
    }

    private boolean begins(Optional<Admission.Place> held) {
        lock.lock();
        try {
            if (phase != Phase.WAITING) {
                return false;
            }
            phase = Phase.OPENING;
            place = held;
            opened = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Answers the upgrade request with `answer`, which is no 101, unless it has been answered.
    void refuse(BufferData answer) {
        locked(() -> answerWith(answer));
    }

    private void answerWith(BufferData answer) {
        if (phase == Phase.WAITING) {
            phase = Phase.CLOSED;
            connection.ends();
            connection.cutIn(patience);
            put(answer);
            connection.endOutput();
        }
    }

    /// The server stops (section 8). A message that is being worked on is answered first.
    void goAway() {
        locked(() -> {
            awaitAnswer();
            answerWith(HttpAnswers.unavailable());
            if (atWork) {
                leaving = true;
            } else {
                begin(CloseFrame.GOING_AWAY);
            }
        });
        leaveUnlessOpen();
    }

    /// A message is worked on from now on.
    ///
    /// @return false if none is taken any more
    boolean beginWork() {
        lock.lock();
        try {
            atWork = phase == Phase.OPEN;
            return atWork;
        } finally {
            lock.unlock();
        }
    }

    void endWork() {
        locked(() -> {
            atWork = false;
            if (leaving) {
                begin(CloseFrame.GOING_AWAY);
            }
        });
        leaveUnlessOpen();
    }

    void answerPing(byte[] content) {
        locked(() -> putIfOpen(Frames.control(Opcode.PONG, content)));
    }

    /// Whether a pong was due; from now on it is not, until the next ping. Asked by one thread.
    boolean takesPong() {
        boolean due = pongDue;
        pongDue = false;
        return due;
    }

    /// Begins to close, unless that has begun.
    void close(CloseFrame frame) {
        locked(() -> begin(frame));
        leaveUnlessOpen();
    }

    /// The peer has sent its close frame; it is answered unless it is an answer itself.
    void closedByPeer(Incoming.PeerClose close) {
        locked(() -> {
            if (phase == Phase.OPEN) {
                ending = close.told();
                put(Frames.control(Opcode.CLOSE, close.answer().payload()));
            }
            phase = Phase.CLOSED;
        });
        leaveUnlessOpen();
    }

    /// Nothing more comes from the peer.
    void over() {
        locked(() -> {
            awaitAnswer();
            phase = Phase.CLOSED;
        });
        leaveUnlessOpen();
    }

    boolean isWaiting() {
        return phase == Phase.WAITING;
    }

    /// Whether it was opened, and may have ended again. Waits while it is about to be.
    boolean hasOpened() {
        locked(this::awaitAnswer);
        return opened;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean isClosing() {
        return phase == Phase.CLOSING;
    }

    /// Why the connection ends or has ended.
    CloseFrame ending() {
        return ending;
    }

    @Override
    public WsSession send(String text, boolean last) {
        return message(Opcode.TEXT, text.getBytes(UTF_8), last);
    }

    @Override
    public WsSession send(BufferData bufferData, boolean last) {
        return message(Opcode.BINARY, bufferData.readBytes(), last);
    }

    @Override
    public WsSession ping(BufferData bufferData) {
        pongDue = true;
        return frame(Frames.control(Opcode.PING, bufferData.readBytes()));
    }

    @Override
    public WsSession pong(BufferData bufferData) {
        return frame(Frames.control(Opcode.PONG, bufferData.readBytes()));
    }

    /// @throws IllegalArgumentException if RFC 6455 does not let the code be sent, or if the reason
    ///   is longer than 123 bytes
    @Override
    public WsSession close(int code, String reason) {
        close(CloseFrame.ours(code, reason));
        return this;
    }

    /// Closes with 1000, and cuts the TCP connection without waiting for the answer.
    @Override
    public WsSession terminate() {
        close(new CloseFrame(1000, ""));
        connection.cut();
        return this;
    }

    @Override
    public SocketContext socketContext() {
        return context;
    }

    private WsSession message(Opcode opcode, byte[] payload, boolean last) {
        if (!last) {
            throw new IllegalArgumentException("messages are sent whole");
        }
        return frame(Frames.data(opcode, payload));
    }

    private WsSession frame(BufferData frame) {
        locked(() -> putIfOpen(frame));
        return this;
    }

    private void begin(CloseFrame frame) {
        if (phase == Phase.OPEN) {
            phase = Phase.CLOSING;
            ending = frame;
            connection.ends();
            connection.cutIn(patience);
            put(Frames.control(Opcode.CLOSE, frame.payload()));
        }
    }

    private void putIfOpen(BufferData data) {
        if (phase == Phase.OPEN) {
            put(data);
        }
    }

    private void put(BufferData data) {
        try {
            connection.write(data);
        } catch (ConnectionLostException _) {
            phase = Phase.CLOSED;
            // Whoever is blocked in a read learns that it is over.
            connection.cut();
        }
    }

    private void awaitAnswer() {
        while (phase == Phase.OPENING) {
            answered.awaitUninterruptibly();
        }
    }

    // Outside the lock: who gets the place next is told on this thread.
    private void leaveUnlessOpen() {
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            place.ifPresent(Admission.Place::leave);
        }
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
