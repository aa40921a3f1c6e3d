package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.handshake.Handshake;
import org.careagent.neuron.domain.handshake.Phase;

import java.time.Duration;

/// What the Neuron counts and times of its own work, for those who watch over it. Safe for use by
/// many threads; takes no longer than a microsecond or so, never waits for anybody, and throws
/// nothing. Nothing of it is durable. A time less than none is taken as none.
public interface Measurements {
    /// Nobody watches.
    Measurements NONE =
            new Measurements() {
                @Override
                public void ended(HandshakeOutcome outcome) {}

                @Override
                public void left(Phase phase, Duration stayed) {}

                @Override
                public void admitted(Duration waited) {}

                @Override
                public void verified(SignatureCheck result) {}

                @Override
                public void stored(int changes, Duration took) {}
            };

    /// A handshake is over.
    void ended(HandshakeOutcome outcome);

    /// A handshake has left a phase, for the next one or for good.
    ///
    /// @param stayed how long it was in it, with what the Neuron had to do then
    void left(Phase phase, Duration stayed);

    /// Somebody was let in.
    ///
    /// @param waited how long it had to wait for that
    void admitted(Duration waited);

    /// A signature was looked at.
    void verified(SignatureCheck result);

    /// Changes have become durable together.
    ///
    /// @param changes how many, those that did not fit among them; 1 or more
    void stored(int changes, Duration took);

    /// What became of a handshake, as coarse as what its patient agent is told.
    enum HandshakeOutcome {
        /// The patient agent has its provider's address.
        COMPLETED,
        /// What it said could not be read, or came at the wrong time.
        INVALID_MESSAGE,
        /// Its consent or its key does not hold.
        CONSENT_FAILED,
        /// It asked for somebody who is not registered.
        PROVIDER_NOT_FOUND,
        /// It took too long.
        TIMED_OUT,
        /// It left.
        ABANDONED,
        /// Something failed on our side.
        SERVER_ERROR;

        /// What became of a handshake that has come to `end`.
        public static HandshakeOutcome of(Handshake.Ended end) {
            return switch (end) {
                case Handshake.Established _ -> COMPLETED;
                case Handshake.Abandoned _ -> ABANDONED;
                case Handshake.Refused refused ->
                        switch (refused.refusal().code()) {
                            case INVALID_MESSAGE -> INVALID_MESSAGE;
                            case CONSENT_FAILED -> CONSENT_FAILED;
                            case PROVIDER_NOT_FOUND -> PROVIDER_NOT_FOUND;
                            case AUTH_TIMEOUT -> TIMED_OUT;
                            case SERVER_ERROR -> SERVER_ERROR;
                        };
            };
        }
    }
}
