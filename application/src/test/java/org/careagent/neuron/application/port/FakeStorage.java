package org.careagent.neuron.application.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [Storage] for tests, in memory.
public final class FakeStorage implements Storage, ChangeStore {
    private final FakeRelationshipStore relationships = new FakeRelationshipStore();
    private final FakeProviderDirectory providers = new FakeProviderDirectory();
    private final FakeApiKeyStore apiKeys = new FakeApiKeyStore();
    private final List<AuditNote> notes = new ArrayList<>();
    private final Ears ears = new Ears();
    private boolean closed;
    private int calls;
    private Optional<AuditMark> mark = Optional.empty();
    private boolean losesAnswer;
    private Runnable interruption = () -> {};
    private List<AuditNote> late = List.of();

    @Override
    public synchronized Receipt commit(List<Commit> commits, Optional<AuditMark> newer) {
        calls++;
        Runnable first = interruption;
        interruption = () -> {};
        first.run();
        newer.ifPresent(_ -> mark = newer);
        int before = notes.size();
        List<Outcome> outcomes = commits.stream().map(this::outcomeOf).toList();
        if (losesAnswer) {
            losesAnswer = false;
            late = List.copyOf(notes.subList(before, notes.size()));
            throw new IllegalStateException("connection lost");
        }
        Receipt receipt = new Receipt(outcomes, notes.size(), late);
        late = List.of();
        ears.hear(commits, outcomes);
        return receipt;
    }

    /// Runs `interruption` once, before the next commit. What it throws, the commit throws.
    public synchronized void beforeNextCommit(Runnable interruption) {
        this.interruption = interruption;
    }

    /// Lets the next commit be made and fail all the same.
    public synchronized void loseNextAnswer() {
        losesAnswer = true;
    }

    /// How often something was to be stored.
    public synchronized int calls() {
        return calls;
    }

    private Outcome outcomeOf(Commit commit) {
        if (!isMade(commit.write())) {
            return Outcome.CONFLICT;
        }
        notes.addAll(commit.notes());
        return Outcome.APPLIED;
    }

    private boolean isMade(Write write) {
        return switch (write) {
            case Write.Relate(var change) -> relationships.apply(change);
            case Write.AddProvider(var provider) -> providers.add(provider);
            case Write.RemoveProvider(var npi) -> providers.remove(npi);
            case Write.AddApiKey(var key, var hash) -> apiKeys.add(KeptApiKey.unused(key, hash));
            case Write.RevokeApiKey(var id, var at) -> apiKeys.revoke(id, at);
            case Write.AcknowledgeIntroduction(var id, var provider, var at) ->
                    relationships.acknowledge(id, provider, at);
        };
    }

    @Override
    public synchronized List<AuditNote> owed() {
        int done = mark.map(given -> (int) given.owed()).orElse(0);
        return List.copyOf(notes.subList(done, notes.size()));
    }

    @Override
    public synchronized Optional<AuditMark> mark() {
        return mark;
    }

    @Override
    public synchronized CopiedSnapshot snapshot() {
        return new CopiedSnapshot(
                relationships.kept(),
                relationships.bindings(),
                providers.all(),
                apiKeys.all(),
                relationships.introductions(),
                new NodeBooks(notes.size(), mark(), owed()));
    }

    @Override
    public synchronized void load(Contents contents) {
        if (!snapshot().isEmpty()) {
            throw new StorageNotEmptyException(description());
        }
        CopiedSnapshot whole = CopiedSnapshot.of(contents);
        relationships.load(whole);
        whole.providers(provider -> {
            var _ = providers.add(provider);
        });
        whole.apiKeys(kept -> {
            var _ = apiKeys.add(kept);
        });
        load(whole.node());
    }

    // What is not owed any more is only counted.
    private void load(NodeBooks books) {
        for (long i = books.owed().size(); i < books.lastOwed(); i++) {
            notes.add(new AuditNote("recorded long ago"));
        }
        notes.addAll(books.owed());
        mark = books.mark();
    }

    @Override
    public String description() {
        return "in a test";
    }

    @Override
    public ChangeStore changes() {
        return this;
    }

    @Override
    public FakeRelationshipStore relationships() {
        return relationships;
    }

    @Override
    public FakeProviderDirectory providers() {
        return providers;
    }

    @Override
    public FakeApiKeyStore apiKeys() {
        return apiKeys;
    }

    @Override
    public IntroductionStore introductions() {
        return relationships;
    }

    @Override
    public IntroductionSignal introductionSignal() {
        return ears;
    }

    @Override
    public synchronized boolean canWrite() {
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
