package org.careagent.neuron.domain.handshake;

import java.time.Instant;

/// One handshake session. A state is a type of its own and carries what has been verified so far; a
/// step is a pure function of the state, what happened, and when.
public sealed interface Handshake permits AwaitingToken, AwaitingAnswer, Handshake.Ended {
    /// Names the session.
    SessionId id();

    /// When the session was opened.
    Instant startedAt();

    /// The session as the outside sees it.
    SessionStatus status();

    /// The step that `input` at `now` causes.
    Transition on(Input input, Instant now);

    /// A state that nothing leads out of: whatever comes now is ignored (handshake protocol,
    /// section 2).
    sealed interface Ended extends Handshake permits Established, Refused, Abandoned {
        @Override
        default Transition on(Input input, Instant now) {
            return Transition.to(this);
        }
    }

    /// The patient agent has its provider's address.
    record Established(SessionId id, Instant startedAt) implements Ended {
        @Override
        public SessionStatus status() {
            return SessionStatus.COMPLETED;
        }
    }

    /// The patient agent was told no.
    record Refused(SessionId id, Instant startedAt, Refusal refusal) implements Ended {
        @Override
        public SessionStatus status() {
            return SessionStatus.FAILED;
        }
    }

    /// The connection ended before there was an answer.
    record Abandoned(SessionId id, Instant startedAt) implements Ended {
        @Override
        public SessionStatus status() {
            return SessionStatus.FAILED;
        }
    }
}
