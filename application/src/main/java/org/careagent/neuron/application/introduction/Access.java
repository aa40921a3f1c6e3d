package org.careagent.neuron.application.introduction;

import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.provider.ProviderKey;

/// By what somebody was let in. It is looked at again, as long as the stream lasts.
sealed interface Access {
    /// By an API key.
    record ByApiKey(ApiKeyHash hash) implements Access {}

    /// By a signature of the registered key.
    record BySignature(ProviderKey key) implements Access {}
}
