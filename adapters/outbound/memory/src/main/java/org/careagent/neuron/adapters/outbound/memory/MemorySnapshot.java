package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.Binding;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.KeptRelationship;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A copy of everything.
record MemorySnapshot(
        List<KeptRelationship> allRelationships,
        List<Binding> allBindings,
        List<Provider> allProviders,
        List<KeptApiKey> allApiKeys,
        List<KeptIntroduction> allIntroductions,
        NodeBooks node)
        implements Snapshot {

    /// A copy of `contents`.
    static MemorySnapshot of(Contents contents) {
        List<KeptRelationship> relationships = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        List<Provider> providers = new ArrayList<>();
        List<KeptApiKey> apiKeys = new ArrayList<>();
        List<KeptIntroduction> introductions = new ArrayList<>();
        contents.relationships(relationships::add);
        contents.bindings(bindings::add);
        contents.providers(providers::add);
        contents.apiKeys(apiKeys::add);
        contents.introductions(introductions::add);
        return new MemorySnapshot(
                relationships, bindings, providers, apiKeys, introductions, contents.node());
    }

    boolean isEmpty() {
        return allRelationships.isEmpty()
                && allBindings.isEmpty()
                && allProviders.isEmpty()
                && allApiKeys.isEmpty()
                && allIntroductions.isEmpty()
                && node.equals(NodeBooks.NEW);
    }

    @Override
    public void relationships(Consumer<? super KeptRelationship> reader) {
        allRelationships.forEach(reader);
    }

    @Override
    public void bindings(Consumer<? super Binding> reader) {
        allBindings.forEach(reader);
    }

    @Override
    public void providers(Consumer<? super Provider> reader) {
        allProviders.forEach(reader);
    }

    @Override
    public void apiKeys(Consumer<? super KeptApiKey> reader) {
        allApiKeys.forEach(reader);
    }

    @Override
    public void introductions(Consumer<? super KeptIntroduction> reader) {
        allIntroductions.forEach(reader);
    }

    /// None: each Neuron has a memory of its own.
    @Override
    public long otherNodes() {
        return 0;
    }

    @Override
    public void close() {}
}
