package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

class RetryingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private long now = Long.MAX_VALUE - 1000;
    private double chance = 0.5;
    private final Retrying retrying =
            new Retrying(
                    PATIENCE,
                    () -> now,
                    pause -> {
                        pauses.add(pause);
                        now += pause.toNanos();
                    },
                    () -> chance);

    @Test
    void runsOnceWhatGoesWell() {
        assertThat(run(failing(0, "40001"))).isEqualTo("done");

        assertThat(attempts).hasValue(1);
        assertThat(pauses).isEmpty();
        assertThat(questions).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40000", "40001", "40002", "40P01", "53300", "25006", "57P03", "25P03", "08001",
                "08004", "90131", "90112", "HYT00", "23505", "23000", "57014", "55P03", "57P05"
            })
    void runsAgainWhatWasRolledBackAndAsksNothing(String state) {
        assertThat(run(failing(2, state))).isEqualTo("done");

        assertThat(attempts).hasValue(3);
        assertThat(pauses).hasSize(2);
        assertThat(questions).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08003", "08006", "08007", "40003", "57P01", "57P02", "25P04"})
    void asksBeforeItRunsAgainWhatMayHaveBeenCommitted(String state) {
        assertThat(run(failing(1, state))).isEqualTo("done");

        assertThat(attempts).hasValue(2);
        assertThat(questions).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "22001", "28P01", "3D000", "XX000", "53100"})
    void throwsAtOnceWhatDoesNotPass(String state) {
        assertThatThrownBy(() -> run(failing(1, state))).isInstanceOf(DataAccessException.class);

        assertThat(attempts).hasValue(1);
    }

    @Test
    void throwsAtOnceWhatIsNoDatabasesWord() {
        assertThatThrownBy(() ->
                        run(() -> {
                            attempts.incrementAndGet();
                            throw new DataAccessException("mapping");
                        }))
                .isInstanceOf(DataAccessException.class);

        assertThat(attempts).hasValue(1);
    }

    @Test
    void runsAgainWhatFoundNoConnectionFreeInThePool() {
        SQLException full = new SQLTransientConnectionException("full", "28P01");

        assertThat(run(throwing(full, full))).isEqualTo("done");

        assertThat(attempts).hasValue(3);
        assertThat(questions).hasValue(0);
    }

    @Test
    void returnsWhatWasCommittedAfterAll() {
        String result =
                retrying.run(
                        failing(1, "08006"),
                        () -> {
                            questions.incrementAndGet();
                            return Optional.of("committed");
                        });

        assertThat(result).isEqualTo("committed");
        assertThat(attempts).hasValue(1);
        assertThat(questions).hasValue(1);
    }

    /// The server may be about to commit it while it is asked.
    @Test
    void staysInDoubtUntilTheEnd() {
        Supplier<String> transaction = throwing(sql("08006"), sql("23505"), sql("40001"));

        String result =
                retrying.run(
                        transaction,
                        () ->
                                questions.incrementAndGet() < 3
                                        ? Optional.empty()
                                        : Optional.of("committed"));

        assertThat(result).isEqualTo("committed");
        assertThat(attempts).hasValue(3);
        assertThat(questions).hasValue(3);
    }

    @Test
    void asksAgainIfTheQuestionFails() {
        String result =
                retrying.run(
                        failing(1, "08006"),
                        () -> {
                            if (questions.incrementAndGet() < 4) {
                                throw new DataAccessException("gone", sql("08001"));
                            }
                            return Optional.of("committed");
                        });

        assertThat(result).isEqualTo("committed");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void givesUpAtTheDeadlineWithTheLastException() {
        long start = now;

        assertThatThrownBy(() -> run(failing(Integer.MAX_VALUE, "40001")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("attempt " + attempts.get());

        assertThat(Duration.ofNanos(now - start)).isBetween(Duration.ofSeconds(4), PATIENCE);
        assertThat(attempts).hasValue(pauses.size() + 1);
    }

    @Test
    void pausesLongerAndLongerUpToALimit() {
        assertThatThrownBy(() -> run(failing(Integer.MAX_VALUE, "40001")))
                .isInstanceOf(DataAccessException.class);

        assertThat(pauses).isSorted().startsWith(Duration.ofMillis(3), Duration.ofMillis(6));
        assertThat(pauses.getLast()).isEqualTo(Duration.ofMillis(375));
    }

    @Test
    void pausesByChance() {
        chance = 0;
        assertThat(run(failing(1, "40001"))).isEqualTo("done");
        chance = 0.999;
        attempts.set(0);
        assertThat(run(failing(1, "40001"))).isEqualTo("done");

        assertThat(pauses.getFirst()).isEqualTo(Duration.ofMillis(2));
        assertThat(pauses.getLast()).isBetween(Duration.ofMillis(3), Duration.ofMillis(4));
    }

    @Test
    void takesAConstraintThatGoesOnBeingViolatedForAMistake() {
        assertThatThrownBy(() -> run(failing(Integer.MAX_VALUE, "23505")))
                .isInstanceOf(DataAccessException.class);

        assertThat(attempts).hasValue(5);
    }

    @Test
    void sleepsThroughAnInterruptAndKeepsIt() {
        Thread.currentThread().interrupt();

        String result =
                new Retrying(PATIENCE).run(failing(2, "40001"), () -> Optional.of("no doubt"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo("done");
    }

    private String run(Supplier<String> transaction) {
        return retrying.run(
                transaction,
                () -> {
                    questions.incrementAndGet();
                    return Optional.empty();
                });
    }

    private Supplier<String> failing(int times, String state) {
        return () -> {
            int attempt = attempts.incrementAndGet();
            if (attempt <= times) {
                throw new DataAccessException("attempt " + attempt, sql(state));
            }
            return "done";
        };
    }

    private Supplier<String> throwing(SQLException... failures) {
        Deque<SQLException> left = new ArrayDeque<>(List.of(failures));
        return () -> {
            attempts.incrementAndGet();
            SQLException next = left.poll();
            if (next != null) {
                throw new DataAccessException("failed", next);
            }
            return "done";
        };
    }

    private static SQLException sql(String state) {
        return new SQLException("as the database says", state);
    }
}
