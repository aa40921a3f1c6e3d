package org.careagent.neuron.bootstrap;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Writable;

/// One kind of storage, opened: what a further kind has to bring along.
///
/// @param description where it keeps things, for whoever runs it
/// @param relationships where relationships are kept
/// @param providers where registrations are kept
/// @param apiKeys where API keys are kept
/// @param health whether it can be written to
/// @param closing closes it
public record Storage(
        String description,
        RelationshipStore relationships,
        ProviderDirectory providers,
        ApiKeyStore apiKeys,
        Writable health,
        Runnable closing)
        implements AutoCloseable {
    @Override
    public void close() {
        closing.run();
    }
}
