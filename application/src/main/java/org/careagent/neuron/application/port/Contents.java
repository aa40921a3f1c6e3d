package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.KeptRelationship;

import java.util.function.Consumer;

/// All that a storage keeps, in the words of the domain: what moves from one storage to another, be
/// it of another kind. There may be more of it than memory holds, so each method hands over one
/// thing after the other, in any order, and may be called more than once.
///
/// All methods throw an unchecked exception when what they read from fails, and pass on what the
/// reader throws.
public interface Contents {
    /// The relationships, active and terminated.
    void relationships(Consumer<? super KeptRelationship> reader);

    /// The agent ids that are bound to a key.
    void bindings(Consumer<? super Binding> reader);

    /// The registered providers.
    void providers(Consumer<? super Provider> reader);

    /// The API keys, revoked and expired ones included.
    void apiKeys(Consumer<? super KeptApiKey> reader);

    /// The introductions, acknowledged ones included.
    void introductions(Consumer<? super KeptIntroduction> reader);

    /// What is known of the node whose contents these are.
    NodeBooks node();
}
