package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.KeptRelationship;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// A copy of what a storage keeps, for tests. Two are equal if they hold the same, in whatever
/// order.
public record FakeSnapshot(
        List<KeptRelationship> allRelationships,
        List<Binding> allBindings,
        List<Provider> allProviders,
        List<KeptApiKey> allApiKeys,
        List<KeptIntroduction> allIntroductions,
        NodeBooks node)
        implements Snapshot {

    /// Sorts what it is given.
    public FakeSnapshot {
        allRelationships = sorted(allRelationships);
        allBindings = sorted(allBindings);
        allProviders = sorted(allProviders);
        allApiKeys = sorted(allApiKeys);
        allIntroductions = sorted(allIntroductions);
    }

    // By text alone two that differ in their bytes would come in any order.
    private static <T> List<T> sorted(List<T> things) {
        return things.stream()
                .sorted(Comparator.comparing(Object::toString).thenComparingInt(Object::hashCode))
                .toList();
    }

    /// A copy of `contents`.
    public static FakeSnapshot of(Contents contents) {
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
        return new FakeSnapshot(
                relationships, bindings, providers, apiKeys, introductions, contents.node());
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

    @Override
    public long otherNodes() {
        return 0;
    }

    @Override
    public void close() {}
}
