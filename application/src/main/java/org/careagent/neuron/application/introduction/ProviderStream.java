package org.careagent.neuron.application.introduction;

import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The stream of one provider at this node, and the connections that share it.
///
/// It remembers nothing but what is in flight. Each look asks for the first pending introductions,
/// as many as are in flight and can be: whatever was made late, given back or acknowledged
/// elsewhere is found by it, and a backlog of any length takes the memory of one window for each
/// connection.
final class ProviderStream {
    private static final System.Logger LOGGER = System.getLogger(ProviderStream.class.getName());

    private final StreamParts parts;
    private final IntroductionStore introductions;
    private final Npi provider;
    // All that follows is guarded by this object's lock, which is never held over a call of the
    // storage or of a connection.
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<IntroductionId> settledSinceLook = new HashSet<>();
    private boolean looking;
    private boolean lookAgain;
    private boolean more;
    private Timers.Timer tick = () -> {};

    ProviderStream(StreamParts parts, IntroductionStore introductions, Npi provider) {
        this.parts = parts;
        this.introductions = introductions;
        this.provider = provider;
    }

    /// Takes one more connection, unless there are too many.
    synchronized boolean join(Delivery delivery) {
        if (deliveries.size() >= IntroductionStreams.MOST_OF_ONE_PROVIDER) {
            return false;
        }
        deliveries.add(delivery);
        if (deliveries.size() == 1) {
            scheduleTick();
        }
        return true;
    }

    /// A connection has ended. What was in flight on it goes to the others.
    ///
    /// @return whether it was the last one
    synchronized boolean leave(Delivery delivery) {
        deliveries.remove(delivery);
        if (deliveries.isEmpty()) {
            tick.cancel();
            return true;
        }
        return false;
    }

    /// How many connections share it.
    synchronized int size() {
        return deliveries.size();
    }

    /// An introduction is acknowledged, and that is durable.
    void settled(IntroductionId id) {
        boolean refill;
        synchronized (this) {
            deliveries.forEach(delivery -> delivery.settle(id));
            if (looking) {
                settledSinceLook.add(id);
            }
            refill = more && deliveries.stream().anyMatch(Delivery::isHalfEmpty);
        }
        if (refill) {
            look();
        }
    }

    /// Looks for what is to be sent, on a thread of its own; if one does so already, then once more
    /// after it.
    void look() {
        synchronized (this) {
            lookAgain = true;
            if (looking || deliveries.isEmpty()) {
                return;
            }
            looking = true;
        }
        parts.threads().start(this::lookUntilDone);
    }

    private void lookUntilDone() {
        int most = beginLook();
        while (most > 0) {
            try {
                dismissWhoMayNotHear();
                deliver(introductions.pending(provider, Optional.empty(), most), most);
            } catch (RuntimeException | Error e) {
                // The next tick looks again, so nothing may end this. By type alone: it may come
                // every second.
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "could not look for the introductions of provider {0}: {1}",
                        provider,
                        e.getClass().getName());
            }
            most = beginLook();
        }
    }

    // 0 if there is nothing to look for.
    private synchronized int beginLook() {
        settledSinceLook.clear();
        looking = lookAgain && !deliveries.isEmpty();
        lookAgain = false;
        return looking ? deliveries.size() * IntroductionStreams.WINDOW : 0;
    }

    // Before something is looked for: who was revoked meanwhile learns of nobody any more.
    private void dismissWhoMayNotHear() {
        for (Delivery each : all()) {
            each.recheck();
        }
    }

    private synchronized List<Delivery> all() {
        return List.copyOf(deliveries);
    }

    private synchronized void deliver(List<Introduction> page, int most) {
        more = page.size() == most;
        forgetWhatIsSettled(page);
        Set<IntroductionId> inFlight = new HashSet<>(settledSinceLook);
        deliveries.forEach(delivery -> inFlight.addAll(delivery.inFlight()));
        for (Introduction each : page) {
            if (!inFlight.contains(each.id())) {
                Optional<Delivery> freest = freest();
                if (freest.isEmpty()) {
                    more = true;
                    return;
                }
                freest.get().send(each);
            }
        }
    }

    // What is in flight and not pending any more was acknowledged elsewhere; but what is behind the
    // end of a full page is only out of sight.
    private void forgetWhatIsSettled(List<Introduction> page) {
        Set<IntroductionId> pending = new HashSet<>();
        page.forEach(each -> pending.add(each.id()));
        deliveries.forEach(delivery ->
                delivery.settleIf(each -> !pending.contains(each.id()) && isInSight(each, page)));
    }

    private boolean isInSight(Introduction each, List<Introduction> page) {
        return !more || each.createdAt().isBefore(page.getLast().createdAt());
    }

    private Optional<Delivery> freest() {
        return deliveries.stream()
                .filter(Delivery::hasRoom)
                .min(Comparator.comparingInt(delivery -> delivery.inFlight().size()));
    }

    private synchronized void scheduleTick() {
        tick.cancel();
        if (!deliveries.isEmpty() && parts.isOpen()) {
            tick =
                    parts.timers()
                            .schedule(
                                    parts.clock().instant().plus(IntroductionStreams.BETWEEN_LOOKS),
                                    this::tick);
        }
    }

    private void tick() {
        all().forEach(Delivery::tick);
        look();
        scheduleTick();
    }
}
