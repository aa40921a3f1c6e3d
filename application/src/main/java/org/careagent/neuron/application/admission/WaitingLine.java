package org.careagent.neuron.application.admission;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Those who wait, in the order of handshake protocol, section 5: the addresses in turn, and within
/// an address whoever came first. An address takes its turn after all the others when somebody from
/// there arrives and nobody from there was waiting, and again whenever it has been served.
///
/// Each step takes logarithmic time, however many addresses there are: strangers choose them. Not
/// safe for use by many threads.
///
/// @param <T> somebody who waits; equal to nobody else
final class WaitingLine<T> {
    private final SequencedMap<T, Waiting<T>> byArrival = new LinkedHashMap<>();
    private final SequencedMap<SourceAddress, AddressQueue<T>> turns = new LinkedHashMap<>();
    // None is empty, and each is taken out before it changes.
    private final NavigableSet<AddressQueue<T>> bySize =
            new TreeSet<>(
                    Comparator.comparingInt(AddressQueue<T>::size)
                            .thenComparingLong(queue -> queue.newest().number()));
    private long arrivals;

    int size() {
        return byArrival.size();
    }

    void add(T who, SourceAddress source, Instant arrived) {
        AddressQueue<T> queue = turns.computeIfAbsent(source, AddressQueue::new);
        if (!queue.isEmpty()) {
            bySize.remove(queue);
        }
        Waiting<T> newest = new Waiting<>(who, queue, arrived, ++arrivals);
        byArrival.put(who, newest);
        queue.add(newest);
        bySize.add(queue);
    }

    /// Removes `who`, wherever in the line it is, if at all.
    void remove(T who) {
        Optional.ofNullable(byArrival.remove(who)).ifPresent(this::removeFromItsQueue);
    }

    private void removeFromItsQueue(Waiting<T> leaving) {
        AddressQueue<T> queue = leaving.queue();
        bySize.remove(queue);
        queue.remove(leaving);
        if (queue.isEmpty()) {
            turns.remove(queue.source());
        } else {
            bySize.add(queue);
        }
    }

    /// Removes the one whose turn it is.
    Optional<T> takeNext() {
        Optional<AddressQueue<T>> first = turns.values().stream().findFirst();
        first.ifPresent(queue -> turns.putLast(queue.source(), queue));
        return first.map(queue -> take(queue.oldest()));
    }

    /// Removes the newest one of the address from which most are waiting; where two addresses tie,
    /// of the one whose newest is newer.
    Optional<T> takeNewestOfTheBusiest() {
        return bySize.reversed().stream().findFirst().map(queue -> take(queue.newest()));
    }

    private T take(Waiting<T> waiting) {
        remove(waiting.who());
        return waiting.who();
    }

    /// Removes all who arrived at `latest` or before, oldest first.
    List<T> takeArrivedBy(Instant latest) {
        List<T> taken =
                byArrival.values().stream()
                        .takeWhile(waiting -> !waiting.arrived().isAfter(latest))
                        .map(Waiting::who)
                        .toList();
        taken.forEach(this::remove);
        return taken;
    }

    /// When the one who has waited longest arrived; empty if nobody waits.
    Optional<Instant> oldestArrival() {
        return byArrival.values().stream().findFirst().map(Waiting::arrived);
    }
}
