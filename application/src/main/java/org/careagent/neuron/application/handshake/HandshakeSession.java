package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.domain.consent.Presentation;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.handshake.AwaitingAnswer;
import org.careagent.neuron.domain.handshake.AwaitingToken;
import org.careagent.neuron.domain.handshake.Handshake;
import org.careagent.neuron.domain.handshake.Input;
import org.careagent.neuron.domain.handshake.Refusal;
import org.careagent.neuron.domain.handshake.Reply;
import org.careagent.neuron.domain.handshake.Transition;

import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// One patient agent at the door: holds the state of its handshake, and lets one thing happen to it
/// at a time. Safe for use by many threads; nothing it is told makes it throw.
public final class HandshakeSession {
    // Each lost race means that another session has won one, so a few rounds are plenty.
    private static final int MOST_RACES = 16;
    private static final System.Logger LOGGER = System.getLogger(HandshakeSession.class.getName());

    private final ConductHandshake conduct;
    private final PatientAgent peer;
    private final Trace trace;
    private final Progress progress;
    private final ReentrantLock lock = new ReentrantLock();
    private Handshake state;
    private Timers.Timer timer = () -> {};

    HandshakeSession(
            ConductHandshake conduct,
            PatientAgent peer,
            Trace trace,
            Progress progress,
            AwaitingToken opened) {
        this.conduct = conduct;
        this.peer = peer;
        this.trace = trace;
        this.progress = progress;
        this.state = opened;
    }

    /// The state as it is now.
    public Handshake state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /// The patient agent said `message`.
    ///
    /// Returns when everything that follows from it is done: stored, audited and answered.
    public void receive(PatientMessage message) {
        happen(now -> examine(message, now));
    }

    /// The connection is gone.
    public void peerLeft() {
        happen(_ -> new Input.PeerLeft());
    }

    /// Something failed on our side, on the way to or from this session.
    public void failed(Throwable cause) {
        lock.lock();
        try {
            fail(cause, conduct.clock().instant());
        } finally {
            lock.unlock();
        }
    }

    void armTimer() {
        lock.lock();
        try {
            timer.cancel();
            timer =
                    switch (state) {
                        case AwaitingToken waiting -> timerAt(waiting.deadline());
                        case AwaitingAnswer waiting -> timerAt(waiting.deadline());
                        case Handshake.Ended _ -> end();
                    };
        } finally {
            lock.unlock();
        }
    }

    private Timers.Timer end() {
        conduct.ended(this);
        return () -> {};
    }

    private Timers.Timer timerAt(Instant deadline) {
        return conduct.timers().schedule(deadline, () -> happen(_ -> new Input.TimerFired()));
    }

    private Input examine(PatientMessage message, Instant now) {
        return switch (message) {
            case PatientMessage.Unreadable(String whatToMend) ->
                    new Input.MessageUnreadable(whatToMend);
            case PatientMessage.Auth(Presentation presentation) ->
                    state instanceof AwaitingToken
                            ? conduct.facts().examine(presentation, now)
                            : new Input.MessageOutOfOrder();
            case PatientMessage.ChallengeResponse(Signature signedNonce) ->
                    state instanceof AwaitingAnswer challenged
                            ? conduct.facts().examine(signedNonce, challenged)
                            : new Input.MessageOutOfOrder();
        };
    }

    private void happen(Function<Instant, Input> cause) {
        Instant now = conduct.clock().instant();
        lock.lock();
        try {
            if (!(state instanceof Handshake.Ended)) {
                carryOut(cause, now);
                armTimer();
            }
        } catch (RuntimeException | Error e) {
            fail(e, now);
        } finally {
            lock.unlock();
        }
    }

    private void carryOut(Function<Instant, Input> cause, Instant now) {
        Transition step = decideAndMakeDurable(cause, now);
        enter(step.next());
        if (state instanceof Handshake.Established) {
            trace.completed();
        }
        step.reply().ifPresent(peer::tell);
    }

    private void enter(Handshake next) {
        Handshake left = state;
        state = next;
        progress.went(left, next);
    }

    private Transition decideAndMakeDurable(Function<Instant, Input> cause, Instant now) {
        for (int race = 0; race < MOST_RACES; race++) {
            Transition step = state.on(cause.apply(now), now);
            if (conduct.carryOut(step, trace)) {
                return step;
            }
        }
        throw new IllegalStateException("lost " + MOST_RACES + " races in a row");
    }

    // Whatever is broken, and however far the session had come: the patient agent is told, which
    // closes
    // the connection.
    private void fail(Throwable cause, Instant now) {
        LOGGER.log(System.Logger.Level.ERROR, () -> "session " + state.id() + " failed", cause);
        Transition step = state.on(new Input.FailedInside(), now);
        enter(step.next());
        timer.cancel();
        conduct.ended(this);
        attempt("audit", () -> conduct.recordAlone(step, trace));
        attempt(
                "tell the patient agent of",
                () -> peer.tell(new Reply.Refuse(new Refusal.ServerFault())));
    }

    private static void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOGGER.log(System.Logger.Level.ERROR, () -> "could not " + what + " the failure", e);
        }
    }
}
