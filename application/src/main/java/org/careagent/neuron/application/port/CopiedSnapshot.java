package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.KeptRelationship;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A copy of all that a storage keeps, in memory.
///
/// @param allRelationships active and terminated
/// @param allBindings of agent ids to keys
/// @param allProviders that are registered
/// @param allApiKeys revoked ones too
/// @param allIntroductions acknowledged ones too
/// @param node what is known of the node
public record CopiedSnapshot(
        List<KeptRelationship> allRelationships,
        List<Binding> allBindings,
        List<Provider> allProviders,
        List<KeptApiKey> allApiKeys,
        List<KeptIntroduction> allIntroductions,
        NodeBooks node)
        implements Snapshot {

    /// A copy of `contents`.
    public static CopiedSnapshot of(Contents contents) {
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
        return new CopiedSnapshot(
                relationships, bindings, providers, apiKeys, introductions, contents.node());
    }

    /// Whether there is nothing in it.
    public boolean isEmpty() {
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

    /// None: what is in memory is of one Neuron alone.
    @Override
    public long otherNodes() {
        return 0;
    }

    @Override
    public void close() {}
}
