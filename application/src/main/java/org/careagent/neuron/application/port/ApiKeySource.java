package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKeySecret;

/// Where API keys come from. Safe for use by many threads.
@FunctionalInterface
public interface ApiKeySource {
    /// A key that nobody can foresee and that has not been given out before.
    ApiKeySecret nextKey();
}
