package org.careagent.neuron.application.port;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Gives the same ids in every run: `00000000-0000-4000-8000-000000000001` and so on.
public final class FakeIdSource implements IdSource {
    private static final long VERSION_4 = 0x4000L;
    private static final long RFC_VARIANT = 0x8000_0000_0000_0000L;

    private final AtomicLong given = new AtomicLong();

    @Override
    public UUID nextId() {
        return id(given.incrementAndGet());
    }

    /// The id that such a source gives as its `number`th, counted from 1.
    public static UUID id(long number) {
        return new UUID(VERSION_4, RFC_VARIANT | number);
    }
}
