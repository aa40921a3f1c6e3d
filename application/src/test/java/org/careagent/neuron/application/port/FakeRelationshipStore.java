package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The relationships and introductions of [FakeStorage]. A test can let something happen just
/// before a change is applied: another's change, or a failure.
public final class FakeRelationshipStore implements RelationshipStore, IntroductionStore {
    private static final Comparator<Relationship> NEWEST_FIRST =
            Comparator.comparing(Relationship::createdAt)
                    .thenComparing(row -> row.id().value())
                    .reversed();

    private static final Comparator<Introduction> OLDEST_FIRST =
            Comparator.comparing(Introduction::createdAt).thenComparing(made -> made.id().value());

    private final Map<AgentId, PatientKey> keys = new HashMap<>();
    private final Map<RelationshipId, Relationship> rows = new HashMap<>();
    private final Map<RelationshipId, Instant> ends = new HashMap<>();
    private final List<Introduction> introductions = new ArrayList<>();
    private final Map<IntroductionId, Instant> acknowledged = new HashMap<>();
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

    /// Makes `change` if it fits, and what it introduces with it.
    ///
    /// @return whether it fits
    public synchronized boolean apply(Change change) {
        Runnable first = interruption;
        interruption = () -> {};
        first.run();
        if (!fits(change)) {
            return false;
        }
        switch (change) {
            case Change.Establish(Relationship founded, PatientKey key, _) -> {
                keys.put(founded.patient(), key);
                rows.put(founded.id(), founded);
            }
            case Change.Renew(Relationship renewed, PatientKey key, _) -> {
                keys.put(renewed.patient(), key);
                rows.put(renewed.id(), renewed);
            }
            case Change.Bind(Relationship row, PatientKey key) -> keys.put(row.patient(), key);
            case Change.Terminate end ->
                    active(end.id()).ifPresent(row -> ends.put(row.id(), end.endOf(row)));
            case Change.Release(AgentId patient) -> keys.remove(patient);
        }
        change.introduced().ifPresent(introductions::add);
        return true;
    }

    private boolean fits(Change change) {
        return switch (change) {
            case Change.Establish(Relationship founded, PatientKey key, _) -> {
                Standing standing = standing(founded.patient(), founded.provider());
                yield standing.active().isEmpty()
                        && standing.admits(key)
                        && standing.lastTermination()
                                .filter(end -> !founded.consentIssuedAt().isAfter(end))
                                .isEmpty();
            }
            case Change.Renew(Relationship renewed, PatientKey key, _) ->
                    admits(renewed.patient(), key)
                            && active(renewed.id())
                                    .filter(row ->
                                            row.consentIssuedAt()
                                                    .isBefore(renewed.consentIssuedAt()))
                                    .isPresent();
            case Change.Bind(Relationship row, PatientKey key) ->
                    admits(row.patient(), key) && active(row.id()).isPresent();
            case Change.Terminate(RelationshipId id, _) -> active(id).isPresent();
            case Change.Release(AgentId patient) -> keys.containsKey(patient);
        };
    }

    private boolean admits(AgentId patient, PatientKey key) {
        return Optional.ofNullable(keys.get(patient)).map(key::equals).orElse(true);
    }

    @Override
    public synchronized Optional<KeptRelationship> find(RelationshipId id) {
        return Optional.ofNullable(rows.get(id)).map(this::kept);
    }

    @Override
    public synchronized List<KeptRelationship> list(
            RelationshipFilter filter, Optional<RelationshipId> after, int most) {
        List<RelationshipId> order =
                rows.values().stream().sorted(NEWEST_FIRST).map(Relationship::id).toList();
        return order.stream()
                .skip(
                        after.map(id -> order.contains(id) ? order.indexOf(id) + 1 : order.size())
                                .orElse(0))
                .map(id -> find(id).orElseThrow())
                .filter(filter::admits)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Page page(RelationshipFilter filter, long offset, int most) {
        List<KeptRelationship> admitted = list(filter, Optional.empty(), Integer.MAX_VALUE);
        return new Page(admitted.stream().skip(offset).limit(most).toList(), admitted.size());
    }

    @Override
    public synchronized long pendingCount() {
        return introductions().stream().filter(kept -> kept.acknowledgedAt().isEmpty()).count();
    }

    @Override
    public synchronized List<Introduction> pending(
            Npi provider, Optional<IntroductionId> after, int most) {
        List<Introduction> all =
                introductions.stream()
                        .filter(each -> each.relationship().provider().equals(provider))
                        .sorted(OLDEST_FIRST)
                        .toList();
        List<IntroductionId> order = all.stream().map(Introduction::id).toList();
        return all.stream()
                .skip(
                        after.map(id -> order.contains(id) ? order.indexOf(id) + 1 : order.size())
                                .orElse(0))
                .filter(each -> !acknowledged.containsKey(each.id()))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<KeptIntroduction> find(IntroductionId id) {
        return introductions().stream()
                .filter(kept -> kept.introduction().id().equals(id))
                .findFirst();
    }

    synchronized boolean acknowledge(IntroductionId id, Npi provider, Instant at) {
        boolean pending =
                find(id).filter(kept -> kept.acknowledgedAt().isEmpty())
                        .map(kept -> kept.introduction().relationship().provider())
                        .filter(provider::equals)
                        .isPresent();
        if (pending) {
            acknowledged.put(id, at);
        }
        return pending;
    }

    synchronized List<KeptRelationship> kept() {
        return rows.values().stream().map(this::kept).toList();
    }

    synchronized List<Binding> bindings() {
        return keys.entrySet().stream()
                .map(each -> new Binding(each.getKey(), each.getValue()))
                .toList();
    }

    synchronized List<KeptIntroduction> introductions() {
        return introductions.stream()
                .map(made ->
                        new KeptIntroduction(
                                made, Optional.ofNullable(acknowledged.get(made.id()))))
                .toList();
    }

    synchronized void load(Contents contents) {
        contents.relationships(kept -> {
            rows.put(kept.relationship().id(), kept.relationship());
            kept.terminatedAt().ifPresent(at -> ends.put(kept.relationship().id(), at));
        });
        contents.bindings(bound -> keys.put(bound.patient(), bound.key()));
        contents.introductions(kept -> {
            introductions.add(kept.introduction());
            kept.acknowledgedAt().ifPresent(at -> acknowledged.put(kept.introduction().id(), at));
        });
    }

    private KeptRelationship kept(Relationship row) {
        return new KeptRelationship(row, Optional.ofNullable(ends.get(row.id())));
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
