package org.careagent.neuron.application.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class WaitingLineTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final SourceAddress A = new SourceAddress(4, 0x0A000001);
    private static final SourceAddress B = new SourceAddress(4, 0x0A000002);
    private static final SourceAddress C = new SourceAddress(6, 0x20010DB800000000L);

    private final WaitingLine<String> line = new WaitingLine<>();
    private Instant now = NOON;

    @Nested
    class WhileNobodyWaits {
        @Test
        void thereIsNobodyToTake() {
            assertThat(line.size()).isZero();
            assertThat(line.takeNext()).isEmpty();
            assertThat(line.takeNewestOfTheBusiest()).isEmpty();
            assertThat(line.takeArrivedBy(Instant.MAX)).isEmpty();
            assertThat(line.oldestArrival()).isEmpty();
        }

        @Test
        void nobodyIsMissedWhoLeaves() {
            line.remove("a1");

            assertThat(line.size()).isZero();
        }
    }

    @Nested
    class TakesTurns {
        @Test
        void withinAnAddressFirstComeFirstServed() {
            arrive(A, "a1", "a2", "a3");

            assertThat(servedInAll()).containsExactly("a1", "a2", "a3");
        }

        @Test
        void betweenAddressesOneEach() {
            arrive(A, "a1", "a2", "a3", "a4");
            arrive(B, "b1", "b2");
            arrive(C, "c1");

            assertThat(servedInAll()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3", "a4");
        }

        @Test
        void anAddressThatComesLaterComesAfterThoseThatWaited() {
            arrive(A, "a1", "a2");
            arrive(B, "b1", "b2");
            assertThat(line.takeNext()).hasValue("a1");
            arrive(C, "c1");

            assertThat(servedInAll()).containsExactly("b1", "a2", "c1", "b2");
        }

        @Test
        void whoComesAgainAfterHavingBeenServedDoesNotOvertake() {
            arrive(A, "a1");
            arrive(B, "b1");
            assertThat(line.takeNext()).hasValue("a1");
            arrive(A, "a2");

            assertThat(servedInAll()).containsExactly("b1", "a2");
        }
    }

    @Nested
    class WhenSomebodyLeaves {
        @Test
        void fromTheMiddleTheOthersKeepTheirOrder() {
            arrive(A, "a1", "a2", "a3");

            line.remove("a2");

            assertThat(line.size()).isEqualTo(2);
            assertThat(servedInAll()).containsExactly("a1", "a3");
        }

        @Test
        void aSecondTimeNothingHappens() {
            arrive(A, "a1", "a2");

            line.remove("a1");
            line.remove("a1");

            assertThat(servedInAll()).containsExactly("a2");
        }

        @Test
        void theAddressKeepsItsTurnAsLongAsSomebodyWaitsThere() {
            arrive(A, "a1", "a2");
            arrive(B, "b1");

            line.remove("a1");

            assertThat(servedInAll()).containsExactly("a2", "b1");
        }

        @Test
        void theAddressLosesItsTurnWithTheLastOne() {
            arrive(A, "a1");
            arrive(B, "b1");
            line.remove("a1");
            arrive(A, "a2");

            assertThat(servedInAll()).containsExactly("b1", "a2");
        }

        @Test
        void theNextOneHasWaitedLongest() {
            arrive(A, "a1");
            Instant second = now;
            arrive(B, "b1");

            line.remove("a1");

            assertThat(line.oldestArrival()).hasValue(second);
        }
    }

    @Nested
    class WhenTooManyWait {
        @Test
        void theNewestOfTheAddressWithMostGoes() {
            arrive(A, "a1", "a2", "a3");
            arrive(B, "b1", "b2");

            assertThat(line.takeNewestOfTheBusiest()).hasValue("a3");
            assertThat(servedInAll()).containsExactly("a1", "b1", "a2", "b2");
        }

        @Test
        void ofAddressesThatTieTheOneWithTheNewestOfAllGives() {
            arrive(A, "a1");
            arrive(B, "b1", "b2");
            arrive(A, "a2");

            assertThat(line.takeNewestOfTheBusiest()).hasValue("a2");
            assertThat(line.takeNewestOfTheBusiest()).hasValue("b2");
            assertThat(line.takeNewestOfTheBusiest()).hasValue("b1");
            assertThat(line.takeNewestOfTheBusiest()).hasValue("a1");
        }

        @Test
        void whoLeftOrWasServedCountsNoMore() {
            arrive(A, "a1", "a2", "a3");
            arrive(B, "b1", "b2");
            assertThat(line.takeNext()).hasValue("a1");
            line.remove("a3");

            assertThat(line.takeNewestOfTheBusiest()).hasValue("b2");
        }
    }

    @Nested
    class WhenTimeIsUp {
        @Test
        void thoseWhoArrivedByThenGoOldestFirst() {
            arrive(A, "a1");
            arrive(B, "b1");
            arrive(A, "a2");

            assertThat(line.takeArrivedBy(NOON.plusSeconds(1))).containsExactly("a1", "b1");
            assertThat(servedInAll()).containsExactly("a2");
        }

        @Test
        void nobodyGoesWhoArrivedLater() {
            arrive(A, "a1");

            assertThat(line.takeArrivedBy(NOON.minusNanos(1))).isEmpty();
            assertThat(line.oldestArrival()).hasValue(NOON);
        }
    }

    /// They arrive a second apart.
    private void arrive(SourceAddress source, String... names) {
        for (String name : names) {
            line.add(name, source, now);
            now = now.plusSeconds(1);
        }
    }

    private List<String> servedInAll() {
        List<String> served = new ArrayList<>();
        for (Optional<String> next = line.takeNext(); next.isPresent(); next = line.takeNext()) {
            served.add(next.get());
        }
        assertThat(line.size()).isZero();
        return served;
    }
}
