package org.careagent.neuron.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.doctor.Finding.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The doctor, whatever becomes of one check.
@Timeout(30)
final class DoctorTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private static List<Finding> run(Check... checks) {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Finding> findings =
                    new Doctor(InstantSource.system(), SHORT).run(List.of(checks), threads);
            var _ = threads.shutdownNow();
            return findings;
        }
    }

    private record Known(String subject, Looking looking) implements Check {
        interface Looking {
            List<Finding> look() throws IOException;
        }

        @Override
        public List<Finding> findings() throws IOException {
            return looking.look();
        }
    }

    private static Known good(String subject) {
        return new Known(subject, () -> List.of(Finding.ok(subject, "fine")));
    }

    @Test
    void goesOnAfterACheckThatFails() {
        List<Finding> findings =
                run(
                        good("one"),
                        new Known(
                                "two",
                                () -> {
                                    throw new IllegalStateException("password: hunter2");
                                }),
                        new Known(
                                "three",
                                () -> {
                                    throw new AccessDeniedException("/srv/neuron");
                                }),
                        good("four"));

        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactly("one", "two", "three", "four");
        assertThat(findings)
                .extracting(Finding::level)
                .containsExactly(Level.OK, Level.FAULT, Level.FAULT, Level.OK);
        assertThat(findings.get(1).words())
                .contains("IllegalStateException")
                .doesNotContain("hunter2");
        assertThat(findings.get(2).words()).contains("/srv/neuron");
    }

    @Test
    void goesOnAfterACheckThatDoesNotEnd() {
        CountDownLatch never = new CountDownLatch(1);

        List<Finding> findings =
                run(
                        new Known(
                                "one",
                                () -> {
                                    try {
                                        never.await();
                                    } catch (InterruptedException _) {
                                        Thread.currentThread().interrupt();
                                    }
                                    return List.of();
                                }),
                        good("two"));

        assertThat(findings).extracting(Finding::level).containsExactly(Level.FAULT, Level.OK);
        assertThat(findings.getFirst().words()).isEqualTo("took longer than 200 ms to look at");
    }
}
