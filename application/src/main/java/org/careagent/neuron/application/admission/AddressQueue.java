package org.careagent.neuron.application.admission;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Those who wait at one address. A tree and no list, for anybody may leave at any time, and no
/// hash table, for there may be ten thousand of these with one in each.
final class AddressQueue<T> {
    private final SourceAddress source;
    private final NavigableSet<Waiting<T>> waiting =
            new TreeSet<>(Comparator.comparingLong(Waiting<T>::number));

    AddressQueue(SourceAddress source) {
        this.source = source;
    }

    SourceAddress source() {
        return source;
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Waiting<T> newest) {
        waiting.add(newest);
    }

    void remove(Waiting<T> leaving) {
        waiting.remove(leaving);
    }

    /// @throws java.util.NoSuchElementException if nobody waits here
    Waiting<T> oldest() {
        return waiting.first();
    }

    /// @throws java.util.NoSuchElementException if nobody waits here
    Waiting<T> newest() {
        return waiting.last();
    }
}
