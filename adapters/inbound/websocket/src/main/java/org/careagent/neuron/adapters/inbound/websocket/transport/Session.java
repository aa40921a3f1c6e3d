package org.careagent.neuron.adapters.inbound.websocket.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketContext;
import io.helidon.websocket.WsSession;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The writing half of a connection, and the one place that knows how far the connection is. All
/// that is written passes the lock here, so that no close frame overtakes the 101.
///
/// # The contract with a listener
///
/// Each connection has a [io.helidon.websocket.WsListener] of its own, and calls it on one thread:
///
/// 1. `onOpen(session)` once, when the 101 is written and the slot is taken. If the connection ends
///    earlier, the listener is never called.
/// 2. `onMessage(session, text, true)` for each whole text message, and `onMessage(session, buffer,
///    true)` for each whole binary one. `last` is always true.
/// 3. `onError(session, throwable)` if one of the above threw anything. The session is still open,
///    so that a last message can be sent; afterwards it is closed with 1011, if the listener has
///    not closed it. Only the listener logs what it threw.
/// 4. `onClose(session, code, reason)` exactly once, and last, for each session that was opened.
///    The code is that of the first close frame, whoever sent it; 1005 if that frame had none; 1006
///    if the TCP connection ended without one. This is the place to free what belongs to the
///    session. The slot is freed when it returns.
///
/// `onPing`, `onPong` and `onHttpUpgrade` are not called. The thread is not interrupted by anything
/// in here, except by a server that has not stopped when its grace period is over.
///
/// The session may be used from any thread. No method throws because the peer is gone. Once closing
/// has begun, whoever began it, what is sent is dropped, a second close has no effect, and no
/// further message is delivered (but one may be under way while another thread closes). A write may
/// block for as long as [TransportLimits#patience()], so a timer that is shared by sessions uses a
/// thread of its own for each. After a close from another thread than the listener's, `onClose`
/// comes when the peer has answered, at the latest when the patience is over.
final class Session implements WsSession {
    /// CLOSING: we have sent a close frame, and the peer has not yet.
    private enum Phase {
        WAITING,
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Wire wire;
    private final SocketContext context;
    private final Lock lock = new ReentrantLock();
    private volatile Phase phase = Phase.WAITING;
    private volatile CloseFrame ending = CloseFrame.NONE_SEEN;

    Session(Wire wire, SocketContext context) {
        this.wire = wire;
        this.context = context;
    }

    /// Answers the upgrade request with 101.
    ///
    /// @return false if it has been answered already, or if the peer has gone
    boolean open(BufferData switching) {
        locked(() -> answerRequest(Phase.OPEN, switching));
        return isOpen();
    }

    /// Answers the upgrade request with 503, unless it has been answered.
    void refuse() {
        locked(() -> answerRequest(Phase.CLOSED, HttpAnswers.unavailable()));
    }

    /// The server stops (section 8).
    void goAway() {
        locked(() -> {
            answerRequest(Phase.CLOSED, HttpAnswers.unavailable());
            begin(CloseFrame.GOING_AWAY);
        });
    }

    void answerPing(byte[] content) {
        locked(() -> putIfOpen(Frames.control(Opcode.PONG, content)));
    }

    /// Begins to close, unless that has begun.
    void close(CloseFrame frame) {
        locked(() -> begin(frame));
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
    }

    /// Nothing more comes from the peer.
    void over() {
        locked(() -> phase = Phase.CLOSED);
    }

    boolean isWaiting() {
        return phase == Phase.WAITING;
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
        wire.cut();
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

    private void answerRequest(Phase next, BufferData answer) {
        if (phase == Phase.WAITING) {
            phase = next;
            put(answer);
        }
    }

    private void begin(CloseFrame frame) {
        if (phase == Phase.OPEN) {
            phase = Phase.CLOSING;
            ending = frame;
            wire.cutAfterPatience();
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
            wire.write(data);
        } catch (ConnectionLostException _) {
            phase = Phase.CLOSED;
            // Whoever is blocked in a read learns that it is over.
            wire.cut();
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
