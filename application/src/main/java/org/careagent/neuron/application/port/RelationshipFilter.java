package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.RelationshipStatus;

import java.util.Optional;

/// Which relationships are asked for; what is empty leaves none out, and all that is given must
/// hold.
///
/// @param status how far they have come
/// @param provider with whom
/// @param patient whose
public record RelationshipFilter(
        Optional<RelationshipStatus> status, Optional<Npi> provider, Optional<AgentId> patient) {

    /// Leaves none out.
    public static final RelationshipFilter ALL =
            new RelationshipFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /// Whether it leaves `kept` in.
    public boolean admits(KeptRelationship kept) {
        return status.map(kept.status()::equals).orElse(true)
                && provider.map(kept.relationship().provider()::equals).orElse(true)
                && patient.map(kept.relationship().patient()::equals).orElse(true);
    }
}
