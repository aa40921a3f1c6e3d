package org.careagent.neuron.application.relationship;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;
import org.careagent.neuron.domain.relationship.TerminationReason;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Ends a relationship for good (handshake protocol, section 4): it never routes again, and a new
/// one needs consent that was given later. The agent id stays bound to its key.
public final class TerminateRelationship {
    private final RelationshipStore relationships;
    private final Journal journal;
    private final InstantSource clock;

    /// @param relationships knows whose relationship it is
    /// @param journal where its end is kept and recorded
    /// @param clock tells when it ends
    public TerminateRelationship(
            RelationshipStore relationships, Journal journal, InstantSource clock) {
        this.relationships = relationships;
        this.journal = journal;
        this.clock = clock;
    }

    /// Ends the relationship of that id, on behalf of its own provider.
    ///
    /// It ends now, or, if its latest consent is dated ahead of our clock, at that date: or else
    /// that same token would found a relationship again.
    ///
    /// @param provider who ends it; nobody but the provider of the relationship may
    /// @return once the end and its record are durable
    public Outcome terminate(RelationshipId id, Npi provider, TerminationReason reason) {
        Optional<KeptRelationship> found = relationships.find(id);
        if (found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (!found.get().relationship().provider().equals(provider)) {
            return Outcome.OF_ANOTHER_PROVIDER;
        }
        return found.get().status() == RelationshipStatus.TERMINATED
                ? Outcome.ALREADY_TERMINATED
                : terminate(found.get().relationship(), reason);
    }

    // A relationship ends only once: whoever loses the race finds it ended.
    private Outcome terminate(Relationship active, TerminationReason reason) {
        return switch (journal.commit(
                new Write.Relate(new Change.Terminate(active.id(), clock.instant())),
                List.of(
                        new AuditEvent.RelationshipTerminated(
                                active.id(), active.provider(), reason.text())))) {
            case APPLIED -> Outcome.TERMINATED;
            case CONFLICT -> Outcome.ALREADY_TERMINATED;
        };
    }

    /// What became of a termination.
    public enum Outcome {
        /// The relationship has ended.
        TERMINATED,
        /// It had ended before; that stays as it is.
        ALREADY_TERMINATED,
        /// It is the relationship of another provider; it stays as it is.
        OF_ANOTHER_PROVIDER,
        /// There is no such relationship.
        UNKNOWN
    }
}
