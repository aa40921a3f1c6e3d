package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class ManualTimersTest extends TimersContract {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ManualTimers timers = new ManualTimers(clock);

    @Override
    protected Timers timers() {
        return timers;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void advance(Duration by) {
        clock.advance(by);
    }

    @Override
    protected boolean tasksHaveThreadsOfTheirOwn() {
        return false;
    }

    @Test
    void runsTasksInTheOrderOfTheirMomentsAndShowsTheseMoments() {
        Instant start = clock.instant();
        List<Instant> seen = new ArrayList<>();
        var _ = timers.schedule(start.plusSeconds(7), () -> seen.add(clock.instant()));
        var _ =
                timers.schedule(
                        start.plusSeconds(3),
                        () -> {
                            seen.add(clock.instant());
                            var _ =
                                    timers.schedule(
                                            start.plusSeconds(5), () -> seen.add(clock.instant()));
                        });

        clock.advance(Duration.ofSeconds(10));

        assertThat(seen)
                .containsExactly(start.plusSeconds(3), start.plusSeconds(5), start.plusSeconds(7));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(10));
    }

    @Test
    void runsTasksOfOneMomentInTheOrderOfScheduling() {
        List<String> ran = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            var _ = timers.schedule(clock.instant().plusSeconds(1), () -> ran.add(name));
        }

        clock.advance(Duration.ofSeconds(1));

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void keepsWhatTasksThrow() {
        IllegalStateException mistake = new IllegalStateException("mistake");
        var _ =
                timers.schedule(
                        clock.instant(),
                        () -> {
                            throw mistake;
                        });

        clock.advance(Duration.ZERO);

        assertThat(timers.thrown()).containsExactly(mistake);
    }
}
