package org.careagent.neuron.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.groups.Tuple;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.bootstrap.doctor.Finding.Level;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What is found of the files that a Neuron keeps.
@Timeout(60)
final class LocalFilesTest {
    @TempDir private Path folder;

    private static Tuple found(Level level, String words) {
        return Tuple.tuple(level, words);
    }

    private static void assertFound(List<Finding> findings, Level level, String words) {
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(level);
                    assertThat(finding.words()).contains(words);
                    assertThat(finding.advice().isPresent()).isEqualTo(level != Level.OK);
                });
    }

    private static void permit(Path path, String rights) throws IOException {
        var _ = Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    @Nested
    class RightsAndOwners {
        @Test
        void areGoodBeforeTheFirstStart() throws IOException {
            assertFound(
                    new FilesCheck(Installation.in(folder)).findings(),
                    Level.OK,
                    "is made at the first start");
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void areGoodAsTheNeuronMakesThem() throws IOException {
            Settings settings = Installation.in(folder);
            Installation.use(settings);

            assertFound(new FilesCheck(settings).findings(), Level.OK, "for this user alone");
        }

        @Test
        void areBadWhenOthersMayReadOrWrite() throws IOException {
            Settings settings = Installation.in(folder);
            Installation.use(settings);
            Path data = folder.resolve("data");
            permit(data.resolve("audit.jsonl"), "rw-r-----");
            permit(data.resolve("neuron.key"), "rw-r--r--");
            permit(data.resolve("neuron.db.mv.db"), "rw-rw-rw-");

            assertThat(new FilesCheck(settings).findings())
                    .extracting(Finding::level, Finding::words)
                    .containsExactly(
                            found(
                                    Level.FAULT,
                                    "every user of this machine may change "
                                            + data.resolve("neuron.db.mv.db")),
                            found(
                                    Level.WARNING,
                                    "others than their owner may look at "
                                            + data.resolve("neuron.key")
                                            + " "
                                            + data.resolve("audit.jsonl")));
        }

        @Test
        void areOddWhenAnotherUserLooks() throws IOException {
            Settings settings = Installation.in(folder);
            Installation.use(settings);

            assertFound(
                    new FilesCheck(settings, "somebody").findings(),
                    Level.WARNING,
                    "you are somebody, and another user owns ");
        }

        @Test
        void areBadWhenAFileIsInTheWayOfTheFolder() throws IOException {
            Path file = Files.writeString(folder.resolve("data"), "mine");

            assertFound(
                    new FilesCheck(Installation.in(folder)).findings(),
                    Level.FAULT,
                    file + " cannot be a folder");
        }

        @Test
        void areNamedAsAShellTakesThem() {
            assertThat(FileRights.quoted(Path.of("/srv/neuron/a-b.db")))
                    .isEqualTo("/srv/neuron/a-b.db");
            assertThat(FileRights.quoted(Path.of("/srv/Ada's data")))
                    .isEqualTo("'/srv/Ada'\\''s data'");
        }
    }

    @Nested
    class TheKey {
        @Test
        void isGoodWhenItIsMissingOrMade() {
            Settings settings = Installation.in(folder);
            KeyCheck check = new KeyCheck(settings.storage().folder());

            assertFound(check.findings(), Level.OK, "is made at the first start");
            Installation.use(settings);
            assertFound(check.findings(), Level.OK, "neuron.key");
        }

        @Test
        void isBadWhenItIsBroken() throws IOException {
            var _ = Files.writeString(folder.resolve("neuron.key"), "secret");

            List<Finding> findings = new KeyCheck(folder).findings();

            assertFound(findings, Level.FAULT, "is not an Ed25519 private key");
            assertThat(findings.toString()).doesNotContain("secret");
        }
    }

    @Nested
    class TheDisk {
        private DiskCheck check() {
            return new DiskCheck(Installation.in(folder));
        }

        @Test
        void isToldOnceForDataAndAuditOnTheSameDisk() throws IOException {
            assertThat(check().findings())
                    .singleElement()
                    .extracting(Finding::words)
                    .asString()
                    .endsWith(" free for " + folder);
        }

        @Test
        void isGoodFromOneGibibyteOn() {
            assertFound(List.of(check().finding(folder, 1L << 30)), Level.OK, "1.0 GiB free");
            assertFound(
                    List.of(check().finding(folder, (1L << 30) - 1)),
                    Level.WARNING,
                    "1023 MiB free");
            assertFound(
                    List.of(check().finding(folder, 100L << 20)), Level.WARNING, "100 MiB free");
            assertFound(
                    List.of(check().finding(folder, (100L << 20) - 1)), Level.FAULT, "99 MiB free");
        }
    }

    @Nested
    class TheStorage {
        private List<Finding> storage(String... more) throws Exception {
            return Installation.findings(Installation.in(folder, more), StorageCheck::new);
        }

        private void database(String statement) throws SQLException {
            String url = "jdbc:h2:" + folder.resolve("data").resolve("neuron.db");
            try (Connection connection = DriverManager.getConnection(url, "neuron", "");
                    Statement sql = connection.createStatement()) {
                var _ = sql.execute(statement);
            }
        }

        @Test
        void isGoodWhenItIsMissingAndStaysSo() throws Exception {
            assertFound(storage(), Level.OK, "is made at the first start");
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void isGoodAsTheNeuronMakesIt() throws Exception {
            Installation.use(Installation.in(folder));

            assertFound(storage(), Level.OK, "opens, its schema is current");
        }

        @Test
        void isGoodWhenTheNextStartBringsItUpToDate() throws Exception {
            database("select 1");

            assertFound(storage(), Level.OK, "the next start brings it up to date");
        }

        @Test
        void isBadWhenItIsNotANeurons() throws Exception {
            database("create table cats (name varchar)");

            assertFound(storage(), Level.FAULT, "is not for this Neuron: its tables");
        }

        @Test
        void isBadWhenItIsNoDatabase() throws Exception {
            var _ = Files.createDirectories(folder.resolve("data"));
            var _ = Files.writeString(folder.resolve("data/neuron.db.mv.db"), "no database at all");

            assertFound(storage(), Level.FAULT, "cannot be read");
        }

        @Test
        void isBadWhenAnotherHoldsItAndNoNeuronAnswers() throws Exception {
            Installation.use(Installation.in(folder));
            try (DataFolder held = DataFolder.claim(folder.resolve("data"))) {
                assertThat(held.path()).isDirectory();
                assertFound(storage(), Level.FAULT, "open, and no Neuron answers");
            }
        }

        @Test
        void isOddInMemory() throws Exception {
            assertFound(storage("storage.kind", "memory"), Level.WARNING, "memory: ");
        }
    }

    @Nested
    class TheAuditLog {
        private List<Finding> audit(String... more) throws Exception {
            return Installation.findings(Installation.in(folder, more), AuditCheck::new);
        }

        private Path used() {
            Installation.use(Installation.in(folder));
            return folder.resolve("data").resolve("audit.jsonl");
        }

        @Test
        void isGoodWhenItIsMissing() throws Exception {
            assertFound(audit(), Level.OK, "is made at the first start");
        }

        @Test
        void isGoodAsTheNeuronWritesIt() throws Exception {
            var _ = used();

            assertFound(audit(), Level.OK, "the newest 2 of 2 entries hold together");
        }

        @Test
        void isOddWithAnUnfinishedEntryOfAStoppedNeuron() throws Exception {
            var _ = Files.writeString(used(), "{\"action", StandardOpenOption.APPEND);

            assertFound(audit(), Level.WARNING, "an unfinished one of 8 bytes follows");
        }

        @Test
        void isBadWhenItWasChanged() throws Exception {
            Path file = used();
            String text = Files.readString(file, StandardCharsets.UTF_8);
            var _ = Files.writeString(file, text.replaceFirst("neuron_start", "neuron_stArt"));

            assertFound(audit(), Level.FAULT, "line 1 was changed or damaged");
        }

        @Test
        void isOddWhenThereIsNone() throws Exception {
            assertFound(audit("audit.enabled", "false"), Level.WARNING, "none is kept");
        }
    }

    @Nested
    class TheClock {
        private List<Finding> clock(Instant now) throws Exception {
            return Installation.findings(
                    Installation.in(folder), InstantSource.fixed(now), ClockCheck::new);
        }

        @Test
        void isGoodByItself() throws Exception {
            assertFound(
                    clock(Instant.parse("2026-11-23T02:00:00Z")),
                    Level.OK,
                    "2026-11-23T02:00:00Z (no other clock to compare it with)");
        }

        @Test
        void isBadInAYearThatCannotBe() throws Exception {
            assertFound(clock(Instant.EPOCH), Level.FAULT, "it says 1970-01-01T00:00:00Z");
        }

        @Test
        void isBadBeforeTheLastEntryOfTheAuditLog() throws Exception {
            Installation.use(Installation.in(folder));
            Instant now = Instant.now();

            assertFound(
                    clock(now.minus(Duration.ofMinutes(3))),
                    Level.FAULT,
                    "the last entry of the audit log is from ");
            assertFound(clock(now.minus(Duration.ofSeconds(20))), Level.OK, "");
        }
    }

    @Nested
    class TheRunningNeuron {
        private List<Finding> running() throws Exception {
            return Installation.findings(Installation.in(folder), RunningCheck::new);
        }

        private Path place() throws IOException {
            return Files.createDirectories(folder.resolve("data")).resolve("neuron.sock");
        }

        @Test
        void cannotStartWhereAFileIsInTheWayOfItsSocket() throws Exception {
            var _ = Files.writeString(place(), "");

            assertFound(running(), Level.FAULT, "it cannot start");
        }

        @Test
        void didNotStopCleanlyWhereItsSocketIsLeft() throws Exception {
            try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                var _ = left.bind(UnixDomainSocketAddress.of(place()));
            }

            assertFound(running(), Level.OK, "it did not stop cleanly");
        }

        @Test
        void isBadWhenItHangsUpOnWhoAsks() throws Exception {
            try (ServerSocketChannel rude = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                var _ = rude.bind(UnixDomainSocketAddress.of(place()));
                var _ = Thread.ofVirtual().start(() -> hangUp(rude));

                assertFound(running(), Level.FAULT, "does not answer");
                assertFound(
                        Installation.findings(Installation.in(folder), StorageCheck::new),
                        Level.WARNING,
                        "not looked at");
            }
        }

        private static void hangUp(ServerSocketChannel server) {
            try {
                while (true) {
                    server.accept().close();
                }
            } catch (IOException _) {
                // The test is over.
            }
        }
    }
}
