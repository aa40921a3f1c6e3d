package org.careagent.neuron.application.measure;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.Measurements;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.application.port.Storage;

import java.time.InstantSource;

/// A storage whose changes are measured.
public final class MeasuredStorage implements Storage {
    private final Storage real;
    private final ChangeStore changes;

    /// @param real keeps things
    public MeasuredStorage(Storage real, Measurements measurements, InstantSource clock) {
        this.real = real;
        this.changes = new MeasuredChanges(real.changes(), measurements, clock);
    }

    @Override
    public ChangeStore changes() {
        return changes;
    }

    @Override
    public String description() {
        return real.description();
    }

    @Override
    public RelationshipStore relationships() {
        return real.relationships();
    }

    @Override
    public ProviderDirectory providers() {
        return real.providers();
    }

    @Override
    public ApiKeyStore apiKeys() {
        return real.apiKeys();
    }

    @Override
    public IntroductionStore introductions() {
        return real.introductions();
    }

    @Override
    public IntroductionSignal introductionSignal() {
        return real.introductionSignal();
    }

    @Override
    public Snapshot snapshot() {
        return real.snapshot();
    }

    @Override
    public void load(Contents contents) {
        real.load(contents);
    }

    @Override
    public boolean canWrite() {
        return real.canWrite();
    }

    @Override
    public void close() {
        real.close();
    }
}
