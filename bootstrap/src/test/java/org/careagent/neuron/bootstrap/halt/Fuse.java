package org.careagent.neuron.bootstrap.halt;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Ends a Neuron at its n-th step; each call of a port is two, one before and one after.
final class Fuse {
    /// Every step that comes after the end.
    static final class Blown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Blown() {
            super("halted", null, false, false);
        }
    }

    private final int length;
    private final Runnable end;
    private final AtomicInteger steps = new AtomicInteger();

    /// @param length at which step it blows; 1 or more
    /// @param end what happens then
    Fuse(int length, Runnable end) {
        this.length = length;
        this.end = end;
    }

    /// Makes `call`, unless it is over by then; what it gives is given only if it is not over after
    /// that either.
    <T> T around(Supplier<T> call) {
        step();
        T result = call.get();
        step();
        return result;
    }

    private void step() {
        int step = steps.incrementAndGet();
        if (step == length) {
            end.run();
        }
        if (step >= length) {
            throw new Blown();
        }
    }

    /// Whether it has blown.
    boolean isBlown() {
        return steps.get() >= length;
    }
}
