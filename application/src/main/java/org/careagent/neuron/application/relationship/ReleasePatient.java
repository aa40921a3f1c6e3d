package org.careagent.neuron.application.relationship;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.Change;

import java.util.List;

/// Unbinds an agent id from its key (handshake protocol, section 4), so that the patient who has
/// lost the key can come with another. Whoever completes a handshake with the id first binds it
/// anew; its relationships stay as they are.
public final class ReleasePatient {
    private final Journal journal;

    /// @param journal where keys are bound, and releases recorded
    public ReleasePatient(Journal journal) {
        this.journal = journal;
    }

    /// Releases `patient`, and records it if the id was bound.
    ///
    /// @param by on whose behalf
    /// @return once release and record are durable
    public Outcome release(AgentId patient, Actor by) {
        return switch (journal.commit(
                new Write.Relate(new Change.Release(patient)),
                List.of(new AuditEvent.PatientReleased(patient, by)))) {
            case APPLIED -> Outcome.RELEASED;
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
