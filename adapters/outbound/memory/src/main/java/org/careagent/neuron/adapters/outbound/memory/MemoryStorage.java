package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.Ears;
import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.StorageNotEmptyException;

/// Keeps everything in memory. All of it is lost when the Neuron stops, however it stops, and with
/// it every termination and every bound key: nothing here is durable.
public final class MemoryStorage implements Storage {
    private final MemoryIntroductionStore introductions = new MemoryIntroductionStore();
    private final MemoryRelationshipStore relationships =
            new MemoryRelationshipStore(introductions);
    private final MemoryProviderDirectory providers = new MemoryProviderDirectory();
    private final MemoryApiKeyStore apiKeys = new MemoryApiKeyStore();
    private final Ears ears = new Ears();
    private final MemoryChangeStore changes =
            new MemoryChangeStore(relationships, introductions, providers, apiKeys, ears);
    private volatile boolean closed;

    @Override
    public String description() {
        return "in memory only: they are gone when the Neuron stops";
    }

    @Override
    public ChangeStore changes() {
        return changes;
    }

    @Override
    public RelationshipStore relationships() {
        return relationships;
    }

    @Override
    public ProviderDirectory providers() {
        return providers;
    }

    @Override
    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    @Override
    public IntroductionStore introductions() {
        return introductions;
    }

    @Override
    public IntroductionSignal introductionSignal() {
        return ears;
    }

    @Override
    public Snapshot snapshot() {
        return changes.snapshot();
    }

    @Override
    public void load(Contents contents) {
        if (!changes.load(contents)) {
            throw new StorageNotEmptyException(description());
        }
    }

    @Override
    public boolean canWrite() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
