package org.careagent.neuron.application.port;

/// One kind of storage, opened: all that a Neuron keeps, but for its audit trail. Whoever brings
/// another kind implements this and passes the storage contract (docs/STORAGE.md).
public interface Storage extends Writable, AutoCloseable {
    /// Where it keeps things, for whoever runs it; without any secret.
    String description();

    /// Where changes are made.
    ChangeStore changes();

    /// The relationships.
    RelationshipStore relationships();

    /// The registered providers.
    ProviderDirectory providers();

    /// The API keys.
    ApiKeyStore apiKeys();

    /// What providers have yet to learn.
    IntroductionStore introductions();

    /// Gives up what it holds open; a second time does nothing. What was durable stays.
    @Override
    void close();
}
