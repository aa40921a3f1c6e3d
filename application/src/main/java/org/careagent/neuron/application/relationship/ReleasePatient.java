package org.careagent.neuron.application.relationship;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.Change;

/// Unbinds an agent id from its key (handshake protocol, section 4), so that the patient who has
/// lost the key can come with another. Whoever completes a handshake with the id first binds it
/// anew; its relationships stay as they are.
public final class ReleasePatient {
    private final RelationshipStore relationships;
    private final AuditTrail audit;

    /// @param relationships where keys are bound
    /// @param audit where it is recorded
    public ReleasePatient(RelationshipStore relationships, AuditTrail audit) {
        this.relationships = relationships;
        this.audit = audit;
    }

    /// Releases `patient`, and records it if the id was bound.
    ///
    /// @param by on whose behalf
    /// @return once release and record are durable
    public Outcome release(AgentId patient, Actor by) {
        return switch (relationships.apply(new Change.Release(patient))) {
            case APPLIED -> {
                audit.record(new AuditEvent.PatientReleased(patient, by));
                yield Outcome.RELEASED;
            }
            case CONFLICT -> Outcome.NOT_BOUND;
        };
    }

    /// What became of a release.
    public enum Outcome {
        /// The id is bound to no key now.
        RELEASED,
        /// It was bound to none before.
        NOT_BOUND
    }
}
