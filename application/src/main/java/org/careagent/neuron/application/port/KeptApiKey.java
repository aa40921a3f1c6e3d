package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;

/// An API key as a storage keeps it: never the key itself.
public record KeptApiKey(ApiKey key, ApiKeyHash hash) {}
