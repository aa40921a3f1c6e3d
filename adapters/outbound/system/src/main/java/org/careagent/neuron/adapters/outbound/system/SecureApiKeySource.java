package org.careagent.neuron.adapters.outbound.system;

import org.careagent.neuron.application.port.ApiKeySource;
import org.careagent.neuron.domain.access.ApiKeySecret;
import org.careagent.neuron.domain.identity.Bytes;

import java.security.SecureRandom;

/// API keys from the system's cryptographic source of randomness.
public final class SecureApiKeySource implements ApiKeySource {
    private final SecureRandom random = new SecureRandom();

    @Override
    public ApiKeySecret nextKey() {
        byte[] bytes = new byte[ApiKeySecret.LENGTH];
        random.nextBytes(bytes);
        return new ApiKeySecret(Bytes.of(bytes));
    }
}
