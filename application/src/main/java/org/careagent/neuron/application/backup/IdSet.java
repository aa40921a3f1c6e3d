package org.careagent.neuron.application.backup;

import java.util.BitSet;
import java.util.UUID;

/// UUIDs, and which of them were seen. Takes 21 to 43 bytes for each, and half as much again while
/// it grows: there may be millions.
final class IdSet {
    private static final int FIRST_CAPACITY = 1 << 10;

    // Open addressing: two places for each, where both halves of a free one are 0.
    private long[] places = new long[2 * FIRST_CAPACITY];
    private int size;
    private boolean zero;
    private BitSet seen = new BitSet();

    /// Takes up `id`; nothing may have been seen before.
    void add(UUID id) {
        if (isZero(id)) {
            zero = true;
            return;
        }
        // Up to three quarters full.
        if (size >= places.length / 2 / 4 * 3) {
            grow();
        }
        int place = placeOf(id);
        size += isFree(place) ? 1 : 0;
        put(place, id);
    }

    /// `id` was seen, if it is one of these.
    void see(UUID id) {
        int place = placeOf(id);
        if (isZero(id)) {
            zero = false;
        } else if (!isFree(place)) {
            seen.set(place);
        }
    }

    /// How many were never seen.
    long unseen() {
        return (long) size - seen.cardinality() + (zero ? 1 : 0);
    }

    private void grow() {
        long[] before = places;
        places = new long[2 * before.length];
        seen = new BitSet();
        for (int i = 0; i < before.length; i += 2) {
            if (before[i] != 0 || before[i + 1] != 0) {
                UUID id = new UUID(before[i], before[i + 1]);
                put(placeOf(id), id);
            }
        }
    }

    private int placeOf(UUID id) {
        int capacity = places.length / 2;
        // Multipliers that spread ids which count upwards, too, in either half or in both at once.
        long mixed =
                (id.getMostSignificantBits() * 0xBF58476D1CE4E5B9L + id.getLeastSignificantBits())
                        * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 33) & (capacity - 1);
        while (!isFree(place) && !holds(place, id)) {
            place = (place + 1) & (capacity - 1);
        }
        return place;
    }

    private boolean isFree(int place) {
        return places[2 * place] == 0 && places[2 * place + 1] == 0;
    }

    private boolean holds(int place, UUID id) {
        return places[2 * place] == id.getMostSignificantBits()
                && places[2 * place + 1] == id.getLeastSignificantBits();
    }

    private void put(int place, UUID id) {
        places[2 * place] = id.getMostSignificantBits();
        places[2 * place + 1] = id.getLeastSignificantBits();
    }

    private static boolean isZero(UUID id) {
        return id.getMostSignificantBits() == 0 && id.getLeastSignificantBits() == 0;
    }
}
