package org.careagent.neuron.adapters.outbound.certificatefiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;

import javax.net.ssl.SSLContext;

/// Which certificate is served with while the files change.
@Timeout(60)
final class CurrentCertificateTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final TestCertificate OLD = TestCertificate.selfSigned("CN=old.example", "EC");
    private static final TestCertificate NEW = TestCertificate.selfSigned("CN=new.example", "EC");

    private final ManualClock clock = new ManualClock(Instant.now());
    private final ManualTimers timers = new ManualTimers(clock);
    private final LogLines log = new LogLines(CurrentCertificate.class);
    private final Path folder;
    private final CertificateSource.PemPair files;

    CurrentCertificateTest(@TempDir Path folder) {
        this.folder = folder;
        this.files = OLD.writePem(folder, "clinic");
    }

    @AfterEach
    void noTimerFailed() {
        log.close();
        assertThat(timers.thrown()).isEmpty();
    }

    private CurrentCertificate open(CertificateSource source) {
        Loading<CurrentCertificate> loading =
                CurrentCertificate.open(source, timers, clock, INTERVAL);
        assertThat(loading).isInstanceOf(Loading.Loaded.class);
        return ((Loading.Loaded<CurrentCertificate>) loading).value();
    }

    private static void assertServes(CurrentCertificate current, TestCertificate certificate) {
        assertThat(current.certificate().own()).isEqualTo(certificate.own());
        assertThat(current.context()).isSameAs(current.certificate().context());
    }

    private void nextLook() {
        clock.advance(INTERVAL);
    }

    @Test
    void isThatInTheFilesAndSaysSo() {
        try (CurrentCertificate current = open(files)) {
            assertServes(current, OLD);
        }

        assertThat(log.take(Level.INFO))
                .containsExactly(
                        "TLS is served with the certificate of CN=old.example, valid until "
                                + OLD.own().getNotAfter().toInstant());
        assertThat(log.take(Level.WARNING)).isEmpty();
    }

    @Test
    void isNoneIfTheFilesCannotBeUsedToBeginWith() throws IOException {
        Files.delete(files.key());

        assertThat(CurrentCertificate.open(files, timers, clock, INTERVAL))
                .isEqualTo(
                        new Loading.Faulty<CurrentCertificate>(
                                List.of(
                                        new Fault(
                                                files.key() + " is not there",
                                                "Check the path."))));
        assertThat(timers.pending()).isZero();
    }

    @Test
    void mayHaveEndedAndThenItIsSaid() {
        TestCertificate.Wish wish = TestCertificate.Wish.of("CN=ended.example", "EC");
        Instant now = clock.instant();
        var ended = wish.valid(now.minusSeconds(20), now.minusSeconds(10));
        var early = wish.valid(now.plusSeconds(1000), now.plusSeconds(2000));

        for (TestCertificate.Wish each : List.of(ended, early)) {
            CertificateSource source = TestCertificate.selfSigned(each).writePem(folder, "other");
            open(source).close();
        }

        assertThat(log.take(Level.WARNING))
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "that certificate has ended: agents will not"
                                                        + " connect"),
                        line -> assertThat(line).contains("valid only from"));
    }

    @Nested
    class WhenTheFilesAreReplaced {
        @Test
        void isTheNewOneAfterTheNextLook() {
            try (CurrentCertificate current = open(files)) {
                SSLContext before = current.context();
                var _ = log.take(Level.INFO);
                var _ = NEW.writePem(folder, "clinic");

                clock.advance(INTERVAL.minusMillis(1));
                assertThat(current.context()).isSameAs(before);
                clock.advance(Duration.ofMillis(1));
                assertServes(current, NEW);

                nextLook();
                assertThat(log.take(Level.INFO))
                        .containsExactly(
                                "the files have changed: TLS is served with the certificate of"
                                        + " CN=new.example, valid until "
                                        + NEW.own().getNotAfter().toInstant());
                assertThat(log.take(Level.WARNING)).isEmpty();
            }
        }

        @Test
        void isTheNewOneWhateverTheTimesOfTheFilesSay() throws IOException {
            FileTime old = Files.getLastModifiedTime(files.certificate());
            try (CurrentCertificate current = open(files)) {
                var _ = NEW.writePem(folder, "clinic");
                Files.setLastModifiedTime(files.certificate(), old);
                Files.setLastModifiedTime(files.key(), old);
                nextLook();
                assertServes(current, NEW);
            }
        }

        @Test
        void isTheSameObjectIfOnlyTheTimesOfTheFilesChange() throws IOException {
            try (CurrentCertificate current = open(files)) {
                SSLContext before = current.context();
                Files.setLastModifiedTime(files.certificate(), FileTime.fromMillis(0));
                nextLook();
                assertThat(current.context()).isSameAs(before);
            }
        }

        @Test
        void isTheNewOneInAKeyStore() throws IOException {
            Path file = Files.write(folder.resolve("clinic.p12"), OLD.keyStore("secret"));
            try (CurrentCertificate current =
                    open(new CertificateSource.KeyStoreFile(file, "secret"::toCharArray))) {
                Path next = Files.write(folder.resolve("next"), NEW.keyStore("secret"));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                nextLook();
                assertServes(current, NEW);
            }
        }

        @Test
        void isTheNewOneAtOnceForWhoeverLooksNow() {
            try (CurrentCertificate current = open(files)) {
                var _ = NEW.writePem(folder, "clinic");
                current.look();
                assertServes(current, NEW);
            }
        }

        @Test
        void isReadOnceHoweverManyLook() {
            try (CurrentCertificate current = open(files)) {
                var _ = log.take(Level.INFO);
                var _ = NEW.writePem(folder, "clinic");
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int i = 0; i < 20; i++) {
                        threads.execute(current::look);
                    }
                }
                assertServes(current, NEW);
                assertThat(log.take(Level.INFO)).hasSize(1);
            }
        }
    }

    @Nested
    class WhileTheFilesCannotBeUsed {
        @Test
        void isTheOldOneUntilBothOfThePairAreReplaced() throws IOException {
            try (CurrentCertificate current = open(files)) {
                Files.writeString(files.certificate(), NEW.chainPem());
                nextLook();
                nextLook();
                nextLook();
                assertServes(current, OLD);
                assertThat(log.take(Level.WARNING))
                        .singleElement()
                        .asString()
                        .isEqualTo(
                                "the certificate that is served with stays, since that in the"
                                        + " files cannot be used: the private key in "
                                        + files.key()
                                        + " is not that of the first certificate in "
                                        + files.certificate()
                                        + ". Put there the two that were made together, the"
                                        + " server's own certificate before those of its issuers.");

                Files.writeString(files.key(), NEW.keyPem());
                nextLook();
                assertServes(current, NEW);
                assertThat(log.take(Level.WARNING)).isEmpty();
            }
        }

        @Test
        void isTheOldOneWhileAFileIsHalfWritten() throws IOException {
            TestCertificate issued = NEW.issue(TestCertificate.Wish.of("CN=issued", "EC"));
            String whole = issued.chainPem();
            try (CurrentCertificate current = open(files)) {
                Files.writeString(files.key(), issued.keyPem());
                for (int length : List.of(0, 1, 500, whole.length() - 40)) {
                    Files.writeString(files.certificate(), whole.substring(0, length));
                    current.look();
                    assertServes(current, OLD);
                }
                Files.writeString(files.certificate(), whole);
                current.look();
                assertServes(current, issued);
            }
        }

        @Test
        void saysEachFailureOnce() throws IOException {
            try (CurrentCertificate current = open(files)) {
                Files.writeString(files.key(), "no key");
                nextLook();
                nextLook();
                assertThat(log.take(Level.WARNING))
                        .singleElement()
                        .asString()
                        .contains("holds no private key");
                Files.delete(files.key());
                nextLook();
                nextLook();
                assertThat(log.take(Level.WARNING))
                        .singleElement()
                        .asString()
                        .contains(files.key() + " is not there. Check the path.");
                assertServes(current, OLD);
            }
        }

        @Test
        void isTheOldOneStillWhenTheyAreBackAndSaysTheNextFailureAgain() throws IOException {
            try (CurrentCertificate current = open(files)) {
                SSLContext before = current.context();
                for (int i = 0; i < 2; i++) {
                    Files.delete(files.key());
                    nextLook();
                    assertThat(log.take(Level.WARNING)).hasSize(1);
                    var _ = OLD.writePem(folder, "clinic");
                    nextLook();
                    assertThat(log.take(Level.WARNING)).isEmpty();
                }
                assertThat(current.context()).isSameAs(before);
            }
        }
    }

    @Nested
    class OnceClosed {
        @Test
        void looksNoMore() {
            CurrentCertificate current = open(files);
            current.close();
            current.close();
            var _ = NEW.writePem(folder, "clinic");

            assertThat(timers.pending()).isZero();
            nextLook();
            assertServes(current, OLD);
        }

        @Test
        void isNotScheduledAgainByALookUnderWay() {
            CurrentCertificate current = open(files);
            var _ = timers.schedule(clock.instant().plus(INTERVAL.minusMillis(1)), current::close);
            nextLook();

            assertThat(timers.pending()).isZero();
        }
    }
}
