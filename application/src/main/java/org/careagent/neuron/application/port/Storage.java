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

    /// Tells when there is something new to learn. It is silent once the storage is closed.
    IntroductionSignal introductionSignal();

    /// What it keeps at this moment: all changes that were made before the call, wholly, and none
    /// that is made later. Changes go on while it is read, and do not wait for it. To be closed.
    ///
    /// Throws an unchecked exception when the storage fails.
    Snapshot snapshot();

    /// Takes up `contents`, all of them or none: on return they are durable (where the storage is a
    /// durable one). What they say of their node is said of this one from then on. Nothing else may
    /// be done with the storage before.
    ///
    /// Throws an unchecked exception when the storage fails, or `contents` do; then it is as empty
    /// as it was.
    ///
    /// @throws StorageNotEmptyException if anything is in it
    void load(Contents contents);

    /// Gives up what it holds open; a second time does nothing. What was durable stays.
    @Override
    void close();
}
