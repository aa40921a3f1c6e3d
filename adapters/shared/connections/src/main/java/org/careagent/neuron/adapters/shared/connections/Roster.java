package org.careagent.neuron.adapters.shared.connections;

import org.careagent.neuron.application.admission.SourceAddress;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/// Who is connected, by source address, and who goes first when there is no room: of those that can
/// be spared, the newest of the address with most connections. Not safe for use by many threads.
///
/// @param <C> what is connected
final class Roster<C> {
    private final Map<SourceAddress, Group> groups = new HashMap<>();

    /// Those with somebody to spare, the busiest last.
    private final TreeSet<Group> sparing =
            new TreeSet<>(
                    Comparator.comparingInt((Group group) -> group.size)
                            .thenComparingLong(group -> group.number));

    private long groupsSoFar;
    private int size;

    /// One who is connected.
    final class Entry {
        private final C who;
        private Group group;
        private boolean spare = true;

        private Entry(C who, Group group) {
            this.who = who;
            this.group = group;
        }
    }

    /// All of one address.
    private final class Group {
        private final SourceAddress source;
        private final long number = ++groupsSoFar;
        private final SequencedSet<Entry> spare = new LinkedHashSet<>();
        private int size;

        private Group(SourceAddress source) {
            this.source = source;
        }
    }

    /// Somebody has come, and can be spared.
    Entry add(SourceAddress source, C who) {
        Entry entry = new Entry(who, groupOf(source));
        put(entry);
        size++;
        return entry;
    }

    /// It has gone.
    void remove(Entry entry) {
        take(entry);
        size--;
    }

    /// Whether it can be spared from now on.
    void spare(Entry entry, boolean spare) {
        take(entry);
        entry.spare = spare;
        put(entry);
    }

    /// It turns out to count for another address.
    void move(Entry entry, SourceAddress source) {
        take(entry);
        entry.group = groupOf(source);
        put(entry);
    }

    /// Who goes first; empty if nobody can be spared.
    Optional<C> first() {
        return sparing.isEmpty()
                ? Optional.empty()
                : Optional.of(sparing.last().spare.getLast().who);
    }

    int size() {
        return size;
    }

    private Group groupOf(SourceAddress source) {
        return groups.computeIfAbsent(source, Group::new);
    }

    // A group's place goes by what is in it, so it is taken out before that changes.

    private void put(Entry entry) {
        Group group = entry.group;
        groups.put(group.source, group);
        sparing.remove(group);
        group.size++;
        if (entry.spare) {
            var _ = group.spare.add(entry);
        }
        list(group);
    }

    private void take(Entry entry) {
        Group group = entry.group;
        sparing.remove(group);
        group.size--;
        group.spare.remove(entry);
        if (group.size == 0) {
            groups.remove(group.source, group);
        }
        list(group);
    }

    private void list(Group group) {
        if (!group.spare.isEmpty()) {
            sparing.add(group);
        }
    }
}
