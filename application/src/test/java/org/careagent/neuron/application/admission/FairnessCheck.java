package org.careagent.neuron.application.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.admission.NaiveDoor.Told;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What section 5 of the handshake protocol promises, whatever line keeps it: within an address
/// nobody is overtaken, and while somebody waits at an address no other has two turns. And nobody
/// is told anything twice, or after having gone.
final class FairnessCheck {
    private final Map<Integer, SourceAddress> waiting = new TreeMap<>();
    // For each address at which somebody waits, those that have had a turn since it had.
    private final Map<SourceAddress, Set<SourceAddress>> servedMeanwhile = new HashMap<>();

    void arrives(int number, SourceAddress source) {
        waiting.put(number, source);
    }

    void goes(int number) {
        waiting.remove(number);
        servedMeanwhile.keySet().retainAll(waiting.values());
    }

    void hears(Told told) {
        Optional<SourceAddress> source = Optional.ofNullable(waiting.get(told.number()));
        assertThat(source).as("somebody who has not been told").isPresent();
        if (told.what().equals(Visitor.ADMITTED)) {
            source.ifPresent(from -> served(told.number(), from));
        }
        goes(told.number());
    }

    private void served(int number, SourceAddress source) {
        waiting.forEach((otherNumber, other) -> {
            if (other.equals(source)) {
                assertThat(otherNumber).isGreaterThanOrEqualTo(number);
            }
        });
        for (SourceAddress other : Set.copyOf(waiting.values())) {
            if (!other.equals(source)) {
                assertThat(servedMeanwhile.computeIfAbsent(other, _ -> new HashSet<>()).add(source))
                        .as("the first turn of %s while %s waits", source, other)
                        .isTrue();
            }
        }
        servedMeanwhile.remove(source);
    }
}
