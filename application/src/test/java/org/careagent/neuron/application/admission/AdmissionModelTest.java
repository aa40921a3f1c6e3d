package org.careagent.neuron.application.admission;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;

/// Plays thousands of random courses of events against the [NaiveDoor]. A failure names the seed
/// and what happened; the same seed gives the same course again.
@Timeout(120)
final class AdmissionModelTest {
    private static final int COURSES = 2_000;
    private static final Logger LOGGER = Logger.getLogger(Announcements.class.getName());

    // Many of the guests fail, and are logged.
    @BeforeAll
    static void silence() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOGGER.setLevel(null);
    }

    @Test
    void doesWhatTheNaiveDoorDoesWhateverHappens() throws Exception {
        FutureTask<?> courses =
                new FutureTask<>(
                        () -> LongStream.range(0, COURSES).forEach(AdmissionModelTest::play), null);

        // The guests have virtual threads, and handing over to one of them is cheap from another.
        var _ = Thread.startVirtualThread(courses);

        courses.get();
    }

    private static void play(long seed) {
        Interleaving course = new Interleaving(seed);
        try {
            course.play();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ": " + course, e);
        }
    }
}
