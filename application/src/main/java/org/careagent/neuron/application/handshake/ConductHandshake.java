package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.IdSource;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.domain.handshake.AwaitingToken;
import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.handshake.SessionId;
import org.careagent.neuron.domain.handshake.Transition;

import java.time.InstantSource;
import java.util.List;

/// The main use case: takes patient agents through the handshake (handshake protocol, sections 2 to
/// 4).
///
/// The facts come from a [FactFinder], the decisions from the domain; here a decision is carried
/// out: the change stored, the events audited, and only then the reply sent (section 9).
public final class ConductHandshake {
    private final HandshakePolicy policy;
    private final FactFinder facts;
    private final RelationshipStore relationships;
    private final AuditTrail audit;
    private final IdSource ids;
    private final Timers timers;
    private final InstantSource clock;

    /// @param policy what the organisation has settled
    /// @param facts establishes what the domain decides on
    /// @param relationships where decisions are stored
    /// @param audit where they are recorded
    /// @param ids names sessions
    /// @param timers for the deadlines
    /// @param clock what deadlines and tokens are judged by
    public ConductHandshake(
            HandshakePolicy policy,
            FactFinder facts,
            RelationshipStore relationships,
            AuditTrail audit,
            IdSource ids,
            Timers timers,
            InstantSource clock) {
        this.policy = policy;
        this.facts = facts;
        this.relationships = relationships;
        this.audit = audit;
        this.ids = ids;
        this.timers = timers;
        this.clock = clock;
    }

    /// Opens a session with `peer`; the time for the first message runs from now.
    public HandshakeSession open(PatientAgent peer) {
        SessionId id = new SessionId(ids.nextId());
        HandshakeSession session =
                new HandshakeSession(this, peer, AwaitingToken.open(id, policy, clock.instant()));
        session.armTimer();
        return session;
    }

    FactFinder facts() {
        return facts;
    }

    Timers timers() {
        return timers;
    }

    InstantSource clock() {
        return clock;
    }

    /// Stores what `step` changes.
    ///
    /// @return whether it is stored; if not, the step was decided on facts that are no more
    boolean store(Transition step) {
        return step.change().map(relationships::apply).orElse(RelationshipStore.Outcome.APPLIED)
                == RelationshipStore.Outcome.APPLIED;
    }

    /// Records what `step` is to leave in the audit trail.
    void record(Transition step) {
        List<AuditEvent> events =
                step.events().stream().<AuditEvent>map(AuditEvent.OfHandshake::new).toList();
        if (!events.isEmpty()) {
            audit.record(events);
        }
    }
}
