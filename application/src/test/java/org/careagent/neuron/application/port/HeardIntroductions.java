package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An ear that remembers for whom there is something new.
public final class HeardIntroductions implements IntroductionSignal.Ear {
    private final BlockingQueue<Npi> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> perhaps = new LinkedBlockingQueue<>();

    @Override
    public void introduced(Npi provider) {
        heard.add(provider);
    }

    @Override
    public void introducedPerhaps() {
        perhaps.add(true);
    }

    /// Whether `provider` was named, or is within `time`.
    public boolean names(Npi provider, Duration time) {
        return comes(heard, provider, time);
    }

    /// Whether it was said that there may be something, or is within `time`.
    public boolean isToldOfAnybody(Duration time) {
        return comes(perhaps, true, time);
    }

    /// Whether anybody was named and that was not asked for yet.
    public boolean namesSomebody() {
        return !heard.isEmpty();
    }

    private static <T> boolean comes(BlockingQueue<T> queue, T awaited, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (true) {
                T next = queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (next == null || next.equals(awaited)) {
                    return next != null;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
