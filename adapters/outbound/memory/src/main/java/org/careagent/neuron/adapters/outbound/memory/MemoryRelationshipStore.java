package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Relationships in memory. All of them are lost when the Neuron stops, however it stops, and with
/// them every termination and every bound key: nothing here is durable. What the port's contract
/// cannot ask for is not kept: of terminated relationships, only when the latest ended.
public final class MemoryRelationshipStore implements RelationshipStore {
    private final Map<AgentId, PatientKey> boundKeys = new HashMap<>();
    private final Map<Parties, Relationship> active = new HashMap<>();
    private final Map<Parties, Instant> lastTerminations = new HashMap<>();
    private final Map<RelationshipId, Parties> partiesOfActive = new HashMap<>();

    /// Who relates to whom.
    private record Parties(AgentId patient, Npi provider) {
        static Parties of(Relationship relationship) {
            return new Parties(relationship.patient(), relationship.provider());
        }
    }

    @Override
    public synchronized Standing standing(AgentId patient, Npi provider) {
        return standing(new Parties(patient, provider));
    }

    @Override
    public synchronized Outcome apply(Change change) {
        boolean applied =
                switch (change) {
                    case Change.Establish establish -> establish(establish);
                    case Change.Renew(Relationship renewed) -> renew(renewed);
                    case Change.Terminate terminate -> terminate(terminate);
                };
        return applied ? Outcome.APPLIED : Outcome.CONFLICT;
    }

    private Standing standing(Parties parties) {
        return new Standing(
                Optional.ofNullable(boundKeys.get(parties.patient())),
                Optional.ofNullable(active.get(parties)),
                Optional.ofNullable(lastTerminations.get(parties)));
    }

    private boolean establish(Change.Establish change) {
        Relationship founded = change.relationship();
        Parties parties = Parties.of(founded);
        Standing standing = standing(parties);
        if (standing.active().isPresent()
                || !standing.admits(change.key())
                || standing.lastTermination().filter(end -> !isLater(founded, end)).isPresent()) {
            return false;
        }
        boundKeys.put(parties.patient(), change.key());
        active.put(parties, founded);
        partiesOfActive.put(founded.id(), parties);
        return true;
    }

    private static boolean isLater(Relationship founded, Instant termination) {
        return founded.consentIssuedAt().isAfter(termination);
    }

    private boolean renew(Relationship renewed) {
        Parties parties = Parties.of(renewed);
        Relationship before = active.get(parties);
        if (before == null
                || !before.id().equals(renewed.id())
                || !before.consentIssuedAt().isBefore(renewed.consentIssuedAt())) {
            return false;
        }
        active.put(parties, renewed);
        return true;
    }

    private boolean terminate(Change.Terminate change) {
        Parties parties = partiesOfActive.remove(change.id());
        if (parties == null) {
            return false;
        }
        active.remove(parties);
        lastTerminations.merge(
                parties, change.at(), (one, other) -> one.isAfter(other) ? one : other);
        return true;
    }
}
