package org.careagent.neuron.adapters.shared.connections;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.admission.SourceAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class RosterTest {
    private static final SourceAddress A = new SourceAddress(4, 1);
    private static final SourceAddress B = new SourceAddress(4, 2);
    private static final SourceAddress C = new SourceAddress(4, 3);

    private final Roster<String> roster = new Roster<>();

    @Test
    void hasNobodyToSpareWhenNobodyIsThere() {
        assertThat(roster.first()).isEmpty();
        assertThat(roster.size()).isZero();
    }

    @Test
    void theNewestOfTheBusiestAddressGoesFirst() {
        var _ = roster.add(A, "a1");
        var _ = roster.add(A, "a2");
        var _ = roster.add(B, "b1");
        assertThat(roster.first()).contains("a2");
    }

    @Test
    void theBusiestIsTheOneWithMostOfAnyKind() {
        var served = List.of(roster.add(A, "a1"), roster.add(A, "a2"));
        var _ = roster.add(A, "a3");
        var _ = roster.add(B, "b1");
        var _ = roster.add(B, "b2");
        served.forEach(entry -> roster.spare(entry, false));
        assertThat(roster.first()).contains("a3");
    }

    @Test
    void anAddressWithNobodyToSpareIsPassedOver() {
        roster.spare(roster.add(A, "a1"), false);
        roster.spare(roster.add(A, "a2"), false);
        var _ = roster.add(B, "b1");
        assertThat(roster.first()).contains("b1");
    }

    @Test
    void whoIsServedAndThenNoMoreCanBeSparedAgain() {
        var entry = roster.add(A, "a1");
        roster.spare(entry, false);
        assertThat(roster.first()).isEmpty();
        roster.spare(entry, true);
        assertThat(roster.first()).contains("a1");
    }

    @Test
    void whoHasGoneDoesNotCount() {
        var first = roster.add(A, "a1");
        var _ = roster.add(B, "b1");
        var _ = roster.add(B, "b2");
        var third = roster.add(A, "a2");
        roster.remove(third);
        roster.remove(first);
        assertThat(roster.first()).contains("b2");
        assertThat(roster.size()).isEqualTo(2);
    }

    @Test
    void whoCountsForAnotherAddressIsCountedThere() {
        var first = roster.add(A, "through a proxy");
        var _ = roster.add(B, "b1");
        var _ = roster.add(B, "b2");
        roster.move(first, C);
        roster.move(roster.add(A, "too"), C);
        roster.move(roster.add(A, "and this"), C);
        assertThat(roster.first()).contains("and this");
    }

    /// Against a list that is searched from end to end.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesAsANaiveOneDoes(long seed) {
        Random random = new Random(seed);
        List<Naive> naive = new ArrayList<>();
        for (int step = 0; step < 2000; step++) {
            step(random, naive, step);
            assertThat(roster.size()).isEqualTo(naive.size());
            assertThat(roster.first().map(Integer::valueOf).map(who -> busiestCount(naive, who)))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(mostOfThoseWithSpare(naive));
        }
    }

    private static final class Naive {
        private final Roster<String>.Entry entry;
        private final int number;
        private SourceAddress source;
        private boolean spare = true;

        private Naive(Roster<String>.Entry entry, int number, SourceAddress source) {
            this.entry = entry;
            this.number = number;
            this.source = source;
        }
    }

    private void step(Random random, List<Naive> naive, int number) {
        SourceAddress source = new SourceAddress(4, random.nextInt(5));
        int kind = naive.isEmpty() ? 0 : random.nextInt(6);
        if (kind <= 1) {
            naive.add(new Naive(roster.add(source, "" + number), number, source));
            return;
        }
        Naive one = naive.get(random.nextInt(naive.size()));
        switch (kind) {
            case 2 -> {
                roster.remove(one.entry);
                naive.remove(one);
            }
            case 3 -> {
                roster.move(one.entry, source);
                one.source = source;
            }
            case 4, 5 -> {
                one.spare = !one.spare;
                roster.spare(one.entry, one.spare);
            }
            default -> throw new AssertionError();
        }
    }

    private static long count(List<Naive> naive, SourceAddress source) {
        return naive.stream().filter(one -> one.source.equals(source)).count();
    }

    private static Optional<Long> mostOfThoseWithSpare(List<Naive> naive) {
        return naive.stream()
                .filter(one -> one.spare)
                .map(one -> count(naive, one.source))
                .max(Comparator.naturalOrder());
    }

    private static long busiestCount(List<Naive> naive, int who) {
        Naive first = naive.stream().filter(one -> one.number == who).findFirst().orElseThrow();
        assertThat(first.spare).isTrue();
        return count(naive, first.source);
    }
}
