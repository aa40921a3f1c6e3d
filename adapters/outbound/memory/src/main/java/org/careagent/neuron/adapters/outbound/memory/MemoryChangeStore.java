package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.CopiedSnapshot;
import org.careagent.neuron.application.port.Ears;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Makes changes in memory; what is owed is lost with them.
final class MemoryChangeStore implements ChangeStore {
    private final MemoryRelationshipStore relationships;
    private final MemoryIntroductionStore introductions;
    private final MemoryProviderDirectory providers;
    private final MemoryApiKeyStore apiKeys;
    private final Ears ears;
    private final Deque<AuditNote> owed = new ArrayDeque<>();
    private long lastOwed;
    private Optional<AuditMark> mark = Optional.empty();

    MemoryChangeStore(
            MemoryRelationshipStore relationships,
            MemoryIntroductionStore introductions,
            MemoryProviderDirectory providers,
            MemoryApiKeyStore apiKeys,
            Ears ears) {
        this.relationships = relationships;
        this.introductions = introductions;
        this.providers = providers;
        this.apiKeys = apiKeys;
        this.ears = ears;
    }

    @Override
    public synchronized Receipt commit(List<Commit> commits, Optional<AuditMark> newer) {
        newer.ifPresent(this::move);
        List<Outcome> outcomes = commits.stream().map(this::outcomeOf).toList();
        ears.hear(commits, outcomes);
        return new Receipt(outcomes, lastOwed, List.of());
    }

    private void move(AuditMark newer) {
        mark = Optional.of(newer);
        while (lastOwed - owed.size() < newer.owed() && !owed.isEmpty()) {
            var _ = owed.remove();
        }
    }

    private Outcome outcomeOf(Commit commit) {
        if (!isMade(commit.write())) {
            return Outcome.CONFLICT;
        }
        owed.addAll(commit.notes());
        lastOwed += commit.notes().size();
        return Outcome.APPLIED;
    }

    private boolean isMade(Write write) {
        return switch (write) {
            case Write.Relate(Change change) -> relationships.apply(change);
            case Write.AddProvider(Provider provider) -> providers.add(provider);
            case Write.RemoveProvider(Npi npi) -> providers.remove(npi);
            case Write.AddApiKey(ApiKey key, ApiKeyHash hash) ->
                    apiKeys.add(KeptApiKey.unused(key, hash));
            case Write.RevokeApiKey(ApiKeyId id, Instant at) -> apiKeys.revoke(id, at);
            case Write.AcknowledgeIntroduction(IntroductionId id, Npi provider, Instant at) ->
                    introductions.acknowledge(id, provider, at);
        };
    }

    /// All that there is now, copied: it is small where it is kept in memory only.
    synchronized CopiedSnapshot snapshot() {
        return new CopiedSnapshot(
                relationships.kept(),
                relationships.bindings(),
                providers.all(),
                apiKeys.all(),
                introductions.kept(),
                new NodeBooks(lastOwed, mark, owed()));
    }

    /// Takes up `contents`.
    ///
    /// @return whether there was nothing yet; if not, nothing is taken up
    synchronized boolean load(Contents contents) {
        if (!snapshot().isEmpty()) {
            return false;
        }
        // First all of it: nothing is taken up if it cannot be read to the end.
        CopiedSnapshot whole = CopiedSnapshot.of(contents);
        relationships.load(whole);
        introductions.load(whole);
        whole.providers(provider -> {
            var _ = providers.add(provider);
        });
        whole.apiKeys(kept -> {
            var _ = apiKeys.add(kept);
        });
        lastOwed = whole.node().lastOwed();
        owed.addAll(whole.node().owed());
        mark = whole.node().mark();
        return true;
    }

    @Override
    public synchronized List<AuditNote> owed() {
        return List.copyOf(owed);
    }

    @Override
    public synchronized Optional<AuditMark> mark() {
        return mark;
    }
}
