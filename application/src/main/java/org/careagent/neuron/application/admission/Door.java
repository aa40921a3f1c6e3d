package org.careagent.neuron.application.admission;

import org.careagent.neuron.application.admission.Admission.Place;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who is in and who waits, and what follows from each thing that can happen (handshake protocol,
/// section 5). Not safe for use by many threads.
final class Door {
    private final AdmissionLimits limits;
    private final Set<Place> inside = new HashSet<>();
    private final WaitingLine<Place> line = new WaitingLine<>();
    private boolean closed;

    Door(AdmissionLimits limits) {
        this.limits = limits;
    }

    List<Decision> arrive(Place place, SourceAddress source, Instant now) {
        if (closed) {
            return List.of(new Decision.TurnAway(place, TurnedAway.CLOSING));
        }
        line.add(place, source, now);
        List<Decision> decisions = admitWhileThereIsRoom();
        if (line.size() > limits.maxQueued()) {
            line.takeNewestOfTheBusiest()
                    .map(newest -> new Decision.TurnAway(newest, TurnedAway.LINE_FULL))
                    .ifPresent(decisions::add);
        }
        return decisions;
    }

    /// The guest is in, or waits, or neither any more: then nothing happens.
    List<Decision> leave(Place place) {
        line.remove(place);
        inside.remove(place);
        return admitWhileThereIsRoom();
    }

    /// Turns away all whose patience has ended by `now`.
    List<Decision> endPatience(Instant now) {
        return turnAway(
                line.takeArrivedBy(now.minus(limits.patience())), TurnedAway.WAITED_TOO_LONG);
    }

    /// Turns away all who wait, and all who arrive from now on.
    List<Decision> close() {
        closed = true;
        return turnAway(line.takeArrivedBy(Instant.MAX), TurnedAway.CLOSING);
    }

    /// When the first patience ends; empty if nobody waits.
    Optional<Instant> nextDeadline() {
        return line.oldestArrival().map(arrived -> arrived.plus(limits.patience()));
    }

    AdmissionFigures figures(Instant now) {
        // A clock that was set back does not make anybody wait for less than no time.
        Duration oldestWait =
                line.oldestArrival()
                        .filter(now::isAfter)
                        .map(arrived -> Duration.between(arrived, now))
                        .orElse(Duration.ZERO);
        return new AdmissionFigures(inside.size(), line.size(), oldestWait);
    }

    private List<Decision> admitWhileThereIsRoom() {
        List<Decision> decisions = new ArrayList<>();
        while (inside.size() < limits.ceiling() && line.size() > 0) {
            line.takeNext()
                    .ifPresent(next -> {
                        inside.add(next);
                        decisions.add(new Decision.Admit(next));
                    });
        }
        return decisions;
    }

    private static List<Decision> turnAway(List<Place> places, TurnedAway why) {
        return places.stream().<Decision>map(place -> new Decision.TurnAway(place, why)).toList();
    }
}
