package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKeySecret;
import org.careagent.neuron.domain.identity.Bytes;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/// Gives the same keys in every run.
public final class FakeApiKeySource implements ApiKeySource {
    private final AtomicInteger given = new AtomicInteger();

    @Override
    public ApiKeySecret nextKey() {
        return key(given.incrementAndGet());
    }

    /// The key that such a source gives as its `number`th, counted from 1.
    public static ApiKeySecret key(int number) {
        return new ApiKeySecret(
                Bytes.of(ByteBuffer.allocate(ApiKeySecret.LENGTH).putInt(number).array()));
    }
}
