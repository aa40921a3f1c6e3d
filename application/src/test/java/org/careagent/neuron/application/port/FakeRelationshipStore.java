package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A [RelationshipStore] for tests. A test can let something happen just before a change is
/// applied: another's change, or a failure.
public final class FakeRelationshipStore implements RelationshipStore {
    private final Map<AgentId, PatientKey> keys = new HashMap<>();
    private final Map<RelationshipId, Relationship> rows = new HashMap<>();
    private final Map<RelationshipId, Instant> ends = new HashMap<>();
    private Runnable interruption = () -> {};

    /// Runs `interruption` once, when the next change is to be applied and before it is. What it
    /// throws, [#apply] throws.
    public synchronized void beforeNextApply(Runnable interruption) {
        this.interruption = interruption;
    }

    @Override
    public synchronized Standing standing(AgentId patient, Npi provider) {
        return new Standing(
                Optional.ofNullable(keys.get(patient)),
                rowsOf(patient, provider).filter(this::isActive).findAny(),
                rowsOf(patient, provider)
                        .flatMap(row -> Optional.ofNullable(ends.get(row.id())).stream())
                        .max(Comparator.naturalOrder()));
    }

    @Override
    public synchronized Outcome apply(Change change) {
        Runnable first = interruption;
        interruption = () -> {};
        first.run();
        if (!fits(change)) {
            return Outcome.CONFLICT;
        }
        switch (change) {
            case Change.Establish(Relationship founded, PatientKey key) -> {
                keys.put(founded.patient(), key);
                rows.put(founded.id(), founded);
            }
            case Change.Renew(Relationship renewed) -> rows.put(renewed.id(), renewed);
            case Change.Terminate(RelationshipId id, Instant at) -> ends.put(id, at);
        }
        return Outcome.APPLIED;
    }

    private boolean fits(Change change) {
        return switch (change) {
            case Change.Establish(Relationship founded, PatientKey key) -> {
                Standing standing = standing(founded.patient(), founded.provider());
                yield standing.active().isEmpty()
                        && standing.admits(key)
                        && standing.lastTermination()
                                .filter(end -> !founded.consentIssuedAt().isAfter(end))
                                .isEmpty();
            }
            case Change.Renew(Relationship renewed) ->
                    active(renewed.id())
                            .filter(row ->
                                    row.consentIssuedAt().isBefore(renewed.consentIssuedAt()))
                            .isPresent();
            case Change.Terminate(RelationshipId id, _) -> active(id).isPresent();
        };
    }

    private Stream<Relationship> rowsOf(AgentId patient, Npi provider) {
        return rows.values().stream()
                .filter(row -> row.patient().equals(patient) && row.provider().equals(provider));
    }

    private Optional<Relationship> active(RelationshipId id) {
        return Optional.ofNullable(rows.get(id)).filter(this::isActive);
    }

    private boolean isActive(Relationship row) {
        return !ends.containsKey(row.id());
    }
}
