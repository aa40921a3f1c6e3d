package org.careagent.neuron.domain.entrance;

import org.careagent.neuron.domain.handshake.Nonce;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.ProviderKey;

import java.time.Duration;
import java.time.Instant;

/// Somebody who says that it is a provider's agent. A state is a type of its own; a step is a pure
/// function of the state, what happened, and when.
public sealed interface Entrance permits Entrance.AwaitingProof, Entrance.Ended {
    /// What `input` at `now` leads to.
    Entrance on(Input input, Instant now);

    /// What can happen.
    sealed interface Input {
        /// The answer is the registered key's signature over the challenge.
        ///
        /// @param key the registered one
        record RightAnswerGiven(ProviderKey key) implements Input {}

        /// The answer is not good, or there is nothing that it could be good by.
        record WrongAnswerGiven(Denial why) implements Input {}

        /// It said something else.
        record OtherMessage() implements Input {}

        /// The deadline may have passed.
        record TimerFired() implements Input {}

        /// The connection is gone.
        record PeerLeft() implements Input {}
    }

    /// The challenge is out. It is good for one answer: whatever comes, the state after it is an
    /// end.
    ///
    /// @param deadline when it is too late
    record AwaitingProof(ProviderChallenge challenge, Instant deadline) implements Entrance {
        /// The state in which `provider` has been asked for a signature at `now`.
        ///
        /// @param time how long it may take
        public static AwaitingProof of(
                Npi organization, Npi provider, Nonce nonce, Duration time, Instant now) {
            return new AwaitingProof(
                    new ProviderChallenge(organization, provider, nonce), now.plus(time));
        }

        @Override
        public Entrance on(Input input, Instant now) {
            boolean late = !now.isBefore(deadline);
            return switch (input) {
                case Input.PeerLeft() -> new Left();
                case Input.TimerFired() -> late ? new Denied(Denial.TOO_SLOW) : this;
                case Input.RightAnswerGiven(ProviderKey key) ->
                        late ? new Denied(Denial.TOO_SLOW) : new Proven(key);
                case Input.WrongAnswerGiven(Denial why) -> new Denied(late ? Denial.TOO_SLOW : why);
                case Input.OtherMessage() ->
                        new Denied(late ? Denial.TOO_SLOW : Denial.OUT_OF_ORDER);
            };
        }
    }

    /// A state that nothing leads out of.
    sealed interface Ended extends Entrance {
        @Override
        default Entrance on(Input input, Instant now) {
            return this;
        }
    }

    /// It is the provider's agent.
    ///
    /// @param key with which it has proved that
    record Proven(ProviderKey key) implements Ended {}

    /// It has not shown that it is.
    record Denied(Denial why) implements Ended {}

    /// It has gone.
    record Left() implements Ended {}
}
