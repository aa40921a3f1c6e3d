package org.careagent.neuron.application.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Tells guests what has been decided about them, on the calling thread. Safe for use by many
/// threads.
///
/// A guest that gives up its place while it is being told of it causes the next decision: that one
/// is told after it and not inside of it, or ten thousand such guests would overflow the stack.
final class Announcements {
    private static final System.Logger LOGGER = System.getLogger(Announcements.class.getName());

    // What the calling thread has still to tell, if it is telling.
    private final ScopedValue<Deque<Decision>> untold = ScopedValue.newInstance();

    /// Tells each of its own decision, in their order. A guest that throws loses its place and
    /// harms no other.
    void tell(List<Decision> decisions) {
        if (untold.isBound()) {
            untold.get().addAll(decisions);
        } else if (!decisions.isEmpty()) {
            Deque<Decision> queue = new ArrayDeque<>(decisions);
            ScopedValue.where(untold, queue).run(() -> tellAll(queue));
        }
    }

    private static void tellAll(Deque<Decision> queue) {
        while (!queue.isEmpty()) {
            Decision decision = queue.remove();
            try {
                tell(decision);
            } catch (RuntimeException | Error e) {
                decision.place().leave();
                LOGGER.log(
                        System.Logger.Level.ERROR, "a guest could not be told what was decided", e);
            }
        }
    }

    private static void tell(Decision decision) {
        switch (decision) {
            case Decision.Admit(var place) -> place.guest().admitted(place);
            case Decision.TurnAway(var place, var why) -> place.guest().turnedAway(why);
        }
    }
}
