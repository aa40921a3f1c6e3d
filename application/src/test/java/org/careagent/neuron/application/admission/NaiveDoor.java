package org.careagent.neuron.application.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The safety ceiling as section 5 of the handshake protocol puts it, to be read and not to be
/// fast.
final class NaiveDoor {
    /// Somebody at the door.
    ///
    /// @param restless whether it gives up its place as soon as it has got it
    record Somebody(int number, SourceAddress source, boolean restless, Instant arrived) {}

    /// What somebody is told.
    record Told(int number, String what, Instant at) {}

    private final AdmissionLimits limits;
    private final List<Somebody> inside = new ArrayList<>();
    private final List<Somebody> line = new ArrayList<>();
    private final List<SourceAddress> turns = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private boolean closed;

    NaiveDoor(AdmissionLimits limits) {
        this.limits = limits;
    }

    void arrive(Somebody somebody, Instant now) {
        if (closed) {
            tell(somebody, "CLOSING", now);
        } else if (inside.size() < limits.ceiling()) {
            admit(somebody, now);
        } else {
            line.add(somebody);
            if (!turns.contains(somebody.source())) {
                turns.addLast(somebody.source());
            }
            if (line.size() > limits.maxQueued()) {
                turnAway(newestOfTheBusiest(), "LINE_FULL", now);
            }
        }
    }

    /// It goes away, or gives up its place.
    void leave(Somebody somebody, Instant now) {
        remove(somebody);
        if (inside.remove(somebody)) {
            admitNext(now);
        }
    }

    void timePasses(Instant from, Instant until) {
        for (Somebody somebody : List.copyOf(line)) {
            Instant deadline = somebody.arrived().plus(limits.patience());
            if (deadline.isAfter(from) && !deadline.isAfter(until)) {
                turnAway(somebody, "WAITED_TOO_LONG", deadline);
            }
        }
    }

    void drain(Instant now) {
        closed = true;
        List.copyOf(line).forEach(somebody -> turnAway(somebody, "CLOSING", now));
    }

    List<Told> told() {
        return told;
    }

    AdmissionFigures figures(Instant now) {
        Duration oldestWait =
                line.isEmpty() ? Duration.ZERO : Duration.between(line.getFirst().arrived(), now);
        return new AdmissionFigures(inside.size(), line.size(), oldestWait);
    }

    private void admitNext(Instant now) {
        if (!line.isEmpty()) {
            SourceAddress source = turns.getFirst();
            Somebody next = waitingAt(source).getFirst();
            remove(next);
            if (turns.remove(source)) {
                turns.addLast(source);
            }
            admit(next, now);
        }
    }

    private void admit(Somebody somebody, Instant now) {
        tell(somebody, Visitor.ADMITTED, now);
        if (somebody.restless()) {
            admitNext(now);
        } else {
            inside.add(somebody);
        }
    }

    private void turnAway(Somebody somebody, String why, Instant now) {
        remove(somebody);
        tell(somebody, why, now);
    }

    private void tell(Somebody somebody, String what, Instant now) {
        told.add(new Told(somebody.number(), what, now));
    }

    private void remove(Somebody somebody) {
        line.remove(somebody);
        if (waitingAt(somebody.source()).isEmpty()) {
            turns.remove(somebody.source());
        }
    }

    /// The line is in the order of arrival, so of those who tie the last one seen is the newest.
    private Somebody newestOfTheBusiest() {
        Somebody found = line.getFirst();
        for (Somebody somebody : line) {
            if (waitingAt(somebody.source()).size() >= waitingAt(found.source()).size()) {
                found = somebody;
            }
        }
        return found;
    }

    private List<Somebody> waitingAt(SourceAddress source) {
        return line.stream().filter(each -> each.source().equals(source)).toList();
    }
}
