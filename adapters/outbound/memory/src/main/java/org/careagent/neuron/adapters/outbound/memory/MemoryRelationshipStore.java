package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.Binding;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Relationships in memory. All of them are lost when the Neuron stops, however it stops, and with
/// them every termination and every bound key: nothing here is durable.
final class MemoryRelationshipStore implements RelationshipStore {
    private final MemoryIntroductionStore introductions;
    private final Map<AgentId, PatientKey> boundKeys = new HashMap<>();
    private final Map<Parties, Relationship> active = new HashMap<>();
    private final Map<Parties, Instant> lastTerminations = new HashMap<>();
    private final Map<RelationshipId, Place> places = new HashMap<>();
    private final TreeMap<Place, KeptRelationship> newestFirst =
            new TreeMap<>(
                    Comparator.comparing(Place::createdAt)
                            .thenComparing(place -> place.id().value())
                            .reversed());

    /// @param introductions keeps what changes introduce
    MemoryRelationshipStore(MemoryIntroductionStore introductions) {
        this.introductions = introductions;
    }

    /// Who relates to whom.
    private record Parties(AgentId patient, Npi provider) {
        static Parties of(Relationship relationship) {
            return new Parties(relationship.patient(), relationship.provider());
        }
    }

    /// Where a relationship stands in the order of all.
    private record Place(Instant createdAt, RelationshipId id) {
        static Place of(Relationship relationship) {
            return new Place(relationship.createdAt(), relationship.id());
        }
    }

    @Override
    public synchronized Standing standing(AgentId patient, Npi provider) {
        return standing(new Parties(patient, provider));
    }

    /// Makes `change`, and keeps what it introduces.
    ///
    /// @return whether it fits; if not, nothing is made
    synchronized boolean apply(Change change) {
        boolean applied =
                switch (change) {
                    case Change.Establish establish -> establish(establish);
                    case Change.Renew renew -> renew(renew);
                    case Change.Bind bind -> bind(bind);
                    case Change.Terminate terminate -> terminate(terminate);
                    case Change.Release(AgentId patient) -> boundKeys.remove(patient) != null;
                };
        if (applied) {
            change.introduced().ifPresent(introductions::keep);
        }
        return applied;
    }

    @Override
    public synchronized Optional<KeptRelationship> find(RelationshipId id) {
        return Optional.ofNullable(places.get(id)).map(newestFirst::get);
    }

    @Override
    public synchronized List<KeptRelationship> list(
            RelationshipFilter filter, Optional<RelationshipId> after, int most) {
        if (after.isPresent() && !places.containsKey(after.get())) {
            return List.of();
        }
        return after
                .map(id -> newestFirst.tailMap(places.get(id), false))
                .orElse(newestFirst)
                .values()
                .stream()
                .filter(filter::admits)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Page page(RelationshipFilter filter, long offset, int most) {
        List<KeptRelationship> admitted =
                newestFirst.values().stream().filter(filter::admits).toList();
        return new Page(admitted.stream().skip(offset).limit(most).toList(), admitted.size());
    }

    /// All relationships.
    synchronized List<KeptRelationship> kept() {
        return List.copyOf(newestFirst.values());
    }

    /// All bound keys.
    synchronized List<Binding> bindings() {
        return boundKeys.entrySet().stream()
                .map(each -> new Binding(each.getKey(), each.getValue()))
                .toList();
    }

    /// Takes up what `contents` hold of these, where there is nothing yet.
    synchronized void load(Contents contents) {
        contents.relationships(this::load);
        contents.bindings(bound -> boundKeys.put(bound.patient(), bound.key()));
    }

    private void load(KeptRelationship kept) {
        Relationship relationship = kept.relationship();
        places.put(relationship.id(), Place.of(relationship));
        kept.terminatedAt()
                .ifPresentOrElse(at -> end(relationship, at), () -> keepActive(relationship));
    }

    private Standing standing(Parties parties) {
        return new Standing(
                Optional.ofNullable(boundKeys.get(parties.patient())),
                Optional.ofNullable(active.get(parties)),
                Optional.ofNullable(lastTerminations.get(parties)));
    }

    private boolean establish(Change.Establish change) {
        Relationship founded = change.relationship();
        Standing standing = standing(Parties.of(founded));
        if (standing.active().isPresent()
                || !standing.admits(change.key())
                || standing.lastTermination().filter(end -> !isLater(founded, end)).isPresent()) {
            return false;
        }
        boundKeys.put(founded.patient(), change.key());
        places.put(founded.id(), Place.of(founded));
        keepActive(founded);
        return true;
    }

    private static boolean isLater(Relationship founded, Instant termination) {
        return founded.consentIssuedAt().isAfter(termination);
    }

    private boolean renew(Change.Renew change) {
        Relationship renewed = change.relationship();
        boolean isLater =
                activeAs(renewed)
                        .filter(row -> row.consentIssuedAt().isBefore(renewed.consentIssuedAt()))
                        .isPresent();
        if (!isLater || !admits(renewed.patient(), change.key())) {
            return false;
        }
        boundKeys.put(renewed.patient(), change.key());
        keepActive(renewed);
        return true;
    }

    private boolean bind(Change.Bind change) {
        AgentId patient = change.relationship().patient();
        if (activeAs(change.relationship()).isEmpty() || !admits(patient, change.key())) {
            return false;
        }
        boundKeys.put(patient, change.key());
        return true;
    }

    private boolean terminate(Change.Terminate change) {
        Optional<Relationship> ended =
                find(change.id()).flatMap(kept -> activeAs(kept.relationship()));
        ended.ifPresent(relationship -> end(relationship, change.endOf(relationship)));
        return ended.isPresent();
    }

    private void end(Relationship relationship, Instant at) {
        active.remove(Parties.of(relationship), relationship);
        newestFirst.put(
                Place.of(relationship), new KeptRelationship(relationship, Optional.of(at)));
        lastTerminations.merge(
                Parties.of(relationship), at, (one, other) -> one.isAfter(other) ? one : other);
    }

    private void keepActive(Relationship relationship) {
        active.put(Parties.of(relationship), relationship);
        newestFirst.put(
                Place.of(relationship), new KeptRelationship(relationship, Optional.empty()));
    }

    private Optional<Relationship> activeAs(Relationship relationship) {
        return Optional.ofNullable(active.get(Parties.of(relationship)))
                .filter(found -> found.id().equals(relationship.id()));
    }

    private boolean admits(AgentId patient, PatientKey key) {
        return Optional.ofNullable(boundKeys.get(patient)).map(key::equals).orElse(true);
    }
}
