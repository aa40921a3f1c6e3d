package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// Introductions in memory. All of them are lost when the Neuron stops, however it stops: nothing
/// here is durable.
final class MemoryIntroductionStore implements IntroductionStore {
    private static final Comparator<Introduction> OLDEST_FIRST =
            Comparator.comparing(Introduction::createdAt)
                    .thenComparing(introduction -> introduction.id().value());

    private final Map<Npi, NavigableSet<Introduction>> ofProviders = new HashMap<>();
    private final Map<IntroductionId, KeptIntroduction> all = new HashMap<>();

    @Override
    public synchronized List<Introduction> pending(
            Npi provider, Optional<IntroductionId> after, int most) {
        return following(provider, after).stream()
                .filter(made -> find(made.id()).orElseThrow().acknowledgedAt().isEmpty())
                .limit(most)
                .toList();
    }

    private NavigableSet<Introduction> following(Npi provider, Optional<IntroductionId> after) {
        NavigableSet<Introduction> made =
                ofProviders.getOrDefault(provider, new TreeSet<>(OLDEST_FIRST));
        return after.map(id ->
                        find(id).map(KeptIntroduction::introduction)
                                .filter(made::contains)
                                .map(last -> made.tailSet(last, false))
                                .orElseGet(() -> new TreeSet<>(OLDEST_FIRST)))
                .orElse(made);
    }

    @Override
    public synchronized long pendingCount() {
        return all.values().stream().filter(kept -> kept.acknowledgedAt().isEmpty()).count();
    }

    @Override
    public synchronized Optional<KeptIntroduction> find(IntroductionId id) {
        return Optional.ofNullable(all.get(id));
    }

    /// Keeps `introduction`, not acknowledged yet.
    synchronized void keep(Introduction introduction) {
        keep(new KeptIntroduction(introduction, Optional.empty()));
    }

    private void keep(KeptIntroduction kept) {
        Introduction made = kept.introduction();
        all.put(made.id(), kept);
        ofProviders
                .computeIfAbsent(made.relationship().provider(), _ -> new TreeSet<>(OLDEST_FIRST))
                .add(made);
    }

    /// The agent of `provider` has it.
    ///
    /// @return whether it is one of that provider, and was not acknowledged before; if not, nothing
    ///   is done
    synchronized boolean acknowledge(IntroductionId id, Npi provider, Instant at) {
        Optional<Introduction> pending =
                find(id).filter(kept -> kept.acknowledgedAt().isEmpty())
                        .map(KeptIntroduction::introduction)
                        .filter(made -> made.relationship().provider().equals(provider));
        pending.ifPresent(made -> keep(new KeptIntroduction(made, Optional.of(at))));
        return pending.isPresent();
    }

    /// All introductions.
    synchronized List<KeptIntroduction> kept() {
        return List.copyOf(all.values());
    }

    /// Takes up what `contents` hold of these, where there is nothing yet.
    synchronized void load(Contents contents) {
        contents.introductions(this::keep);
    }
}
