package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One step of a [Handshake]: the next state, and what has to be done before it is reached, in the
/// order of the components. Nothing is told to the patient agent that is not stored and audited
/// (handshake protocol, section 9).
///
/// @param next the state after the step
/// @param change first: what to change in the store
/// @param events second: what to write to the audit trail
/// @param reply third: what to tell the patient agent
public record Transition(
        Handshake next,
        Optional<Change> change,
        List<HandshakeEvent> events,
        Optional<Reply> reply) {

    /// Keeps the events as they are now.
    public Transition {
        events = List.copyOf(events);
    }

    static Transition to(Handshake next) {
        return new Transition(next, Optional.empty(), List.of(), Optional.empty());
    }

    /// The step from `from` into [Handshake.Abandoned].
    static Transition abandoning(Handshake from) {
        return to(new Handshake.Abandoned(from.id(), from.startedAt()));
    }

    /// The step from `from` into [Handshake.Refused].
    ///
    /// @param patient the agent id, once one was claimed
    /// @param provider the provider, once it is known
    static Transition refusing(
            Handshake from, Refusal refusal, Optional<AgentId> patient, Optional<Npi> provider) {
        HandshakeEvent event =
                refusal instanceof Refusal.TooSlow(Phase phase)
                        ? new HandshakeEvent.TimedOut(from.id(), patient, phase)
                        : new HandshakeEvent.Failed(from.id(), patient, refusal, provider);
        return to(new Handshake.Refused(from.id(), from.startedAt(), refusal))
                .recordingFirst(event)
                .replying(new Reply.Refuse(refusal));
    }

    Transition changing(Change changed) {
        return new Transition(next, Optional.of(changed), events, reply);
    }

    /// This step, with `event` recorded before what it records already.
    Transition recordingFirst(HandshakeEvent event) {
        Stream<HandshakeEvent> all = Stream.concat(Stream.of(event), events.stream());
        return new Transition(next, change, all.toList(), reply);
    }

    Transition replying(Reply replied) {
        return new Transition(next, change, events, Optional.of(replied));
    }
}
