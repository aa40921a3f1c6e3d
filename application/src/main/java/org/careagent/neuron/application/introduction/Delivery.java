package org.careagent.neuron.application.introduction;

import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// One connection of a provider, as its stream sees it. What is in flight is guarded by the lock of
/// the stream.
final class Delivery {
    private final ProviderAgent agent;
    private final Outbox outbox;
    private final Runnable recheck;
    private final Map<IntroductionId, Introduction> inFlight = new LinkedHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private int ticks;

    /// @param recheck ends the connection if its agent may not hear any more
    Delivery(ProviderAgent agent, Outbox outbox, Runnable recheck) {
        this.agent = agent;
        this.outbox = outbox;
        this.recheck = recheck;
    }

    void send(Introduction introduction) {
        inFlight.put(introduction.id(), introduction);
        outbox.post(() -> agent.introduce(introduction));
    }

    void settle(IntroductionId id) {
        inFlight.remove(id);
    }

    void settleIf(Predicate<Introduction> settled) {
        inFlight.values().removeIf(settled);
    }

    Set<IntroductionId> inFlight() {
        return inFlight.keySet();
    }

    boolean hasRoom() {
        return inFlight.size() < IntroductionStreams.WINDOW;
    }

    boolean isHalfEmpty() {
        return inFlight.size() <= IntroductionStreams.WINDOW / 2;
    }

    void recheck() {
        recheck.run();
    }

    /// The agent has said anything at all.
    void heard() {
        unanswered.set(0);
    }

    /// Some time has passed. Called by one thread at a time.
    void tick() {
        ticks++;
        if (ticks % IntroductionStreams.LOOKS_A_PING == 0) {
            ping();
        }
    }

    private void ping() {
        if (unanswered.getAndIncrement() >= IntroductionStreams.MOST_UNANSWERED) {
            outbox.post(() -> agent.end(StreamEnd.SILENT));
        } else {
            outbox.post(agent::ping);
        }
    }
}
