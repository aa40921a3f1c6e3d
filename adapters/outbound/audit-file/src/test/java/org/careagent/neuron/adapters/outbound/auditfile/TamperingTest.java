package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.auditfile.Verification.Kind;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Flip, delete, insert, swap, cut: each on a random line of a log; each is found and named. 20
/// times in the build, in a log of 1,000 lines, which are several times what is read at once; with
/// `-Dneuron.tampering=200` (docs/AUDIT.md) 200 times, in one of 10,000.
final class TamperingTest {
    private static final int TIMES = Integer.getInteger("neuron.tampering", 20);
    private static final int LINES = TIMES > 20 ? 10_000 : 1_000;
    private static final long SEED = 20260203;
    private static final CheckpointSigner SIGNER = new TestSigner("neuron/1234567893/test");

    @TempDir private static Path folder;
    private static Path good;
    private static List<byte[]> lines = List.of();

    @BeforeAll
    static void write() throws IOException {
        good = folder.resolve("good/audit.jsonl");
        try (AuditFile trail =
                AuditFile.open(
                        good,
                        InstantSource.system(),
                        new AuditFileOptions(Long.MAX_VALUE, LINES / 7, List.of(SIGNER)))) {
            // Each waits for the disk.
            for (int first = 1; first <= LINES; first += LINES / 10) {
                trail.record(
                        IntStream.range(first, first + LINES / 10)
                                .mapToObj(i -> AuditEventSamples.startedBy("patient " + i))
                                .toList());
            }
        }
        lines =
                Files.readString(good)
                        .lines()
                        .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
                        .toList();
        assertThat(lines).hasSize(LINES);
    }

    /// What is done to a log, and what is to be said of it.
    enum Tampering {
        /// One bit of one byte of a line, its end included.
        FLIP {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int index = random.nextInt(LINES);
                byte[] line = log.get(index).clone();
                line[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
                log.set(index, line);
                return new Expected(index + 1, Kind.EDITED);
            }
        },
        /// The end of a line alone.
        FLIP_OF_AN_END {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int index = random.nextInt(LINES);
                byte[] line = log.get(index).clone();
                line[line.length - 1] ^= (byte) (1 << random.nextInt(8));
                log.set(index, line);
                return new Expected(index + 1, Kind.EDITED);
            }
        },
        /// With a hash that fits.
        FORGE {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int index = random.nextInt(LINES);
                log.set(index, forged(index, random));
                // Only a checkpoint tells of the last.
                return new Expected(index + 1, index == LINES - 1 ? Kind.REWRITTEN : Kind.EDITED);
            }
        },
        DELETE {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int index = random.nextInt(LINES);
                log.remove(index);
                return new Expected(index + 1, index == LINES - 1 ? Kind.CUT : Kind.REMOVED);
            }
        },
        /// A copy of another line.
        INSERT_A_COPY {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int of = random.nextInt(LINES);
                int index = random.nextInt(LINES + 1);
                log.add(index, lines.get(of));
                // Of two that are the same, the first is in its place.
                return new Expected(index == of ? index + 2 : index + 1, Kind.INSERTED);
            }
        },
        /// A line that is linked to the one before, and has its hash right.
        INSERT_A_FORGED_ONE {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int index = random.nextInt(LINES);
                log.add(index, forged(index, random));
                return new Expected(index + 1, Kind.INSERTED);
            }
        },
        INSERT_GARBAGE {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int index = random.nextInt(LINES);
                log.add(index, "{\"action\":\"x\"}\n".getBytes(StandardCharsets.UTF_8));
                return new Expected(index + 1, Kind.INSERTED);
            }
        },
        SWAP {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int one = random.nextInt(LINES);
                int other = (one + 1 + random.nextInt(LINES - 1)) % LINES;
                Collections.swap(log, one, other);
                return new Expected(Math.min(one, other) + 1, Kind.REORDERED);
            }
        },
        SWAP_OF_NEIGHBOURS {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int index = random.nextInt(LINES - 1);
                Collections.swap(log, index, index + 1);
                return new Expected(index + 1, Kind.REORDERED);
            }
        },
        MOVE {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int from = random.nextInt(LINES);
                int to = (from + 1 + random.nextInt(LINES - 1)) % LINES;
                log.add(to, log.remove(from));
                return new Expected(Math.min(from, to) + 1, Kind.REORDERED);
            }
        },
        /// In the middle of a line; or behind it, where a checkpoint tells of more.
        CUT {
            @Override
            Expected apply(List<byte[]> log, Random random) {
                int index = random.nextInt(LINES);
                byte[] line = log.get(index);
                int left = random.nextInt(line.length);
                log.subList(index + 1, LINES).clear();
                log.set(index, Arrays.copyOf(line, left));
                return new Expected(index + 1, Kind.CUT);
            }
        };

        abstract Expected apply(List<byte[]> log, Random random);

        private static byte[] forged(int index, Random random) {
            Line before = index == 0 ? null : read(index - 1);
            Link link = before == null ? Link.BEFORE_THE_FIRST : before.link();
            Body body =
                    Body.of(
                            Entries.of(AuditEventSamples.startedBy("forged " + random.nextInt()))
                                    .note());
            byte[] line = Line.after(link, body, read(index).timestamp()).bytes();
            byte[] ended = Arrays.copyOf(line, line.length + 1);
            ended[line.length] = '\n';
            return ended;
        }

        private static Line read(int index) {
            byte[] line = lines.get(index);
            return Line.read(Arrays.copyOf(line, line.length - 1)).orElseThrow();
        }
    }

    record Expected(long line, Kind kind) {}

    @Test
    void anUntouchedLogVerifies() {
        assertThat(verify(good))
                .isInstanceOfSatisfying(
                        Verification.Sound.class,
                        sound -> {
                            assertThat(sound.entries()).isEqualTo(LINES);
                            assertThat(sound.checkpoints().verified()).isBetween(1, 8);
                            assertThat(sound.checkpoints().unknown()).isZero();
                        });
    }

    @ParameterizedTest
    @EnumSource
    void isFoundAndNamed(Tampering tampering) throws IOException {
        Path file = folder.resolve(tampering + "/audit.jsonl");
        Files.createDirectories(file.getParent());
        copyCheckpoints(file);
        for (int time = 0; time < TIMES; time++) {
            long seed = SEED + 1000L * tampering.name().length() + time;
            List<byte[]> log = new ArrayList<>(lines);
            Expected expected = tampering.apply(log, new Random(seed));
            write(file, log);
            assertThat(verify(file))
                    .as("%s with seed %d", tampering, seed)
                    .isInstanceOfSatisfying(
                            Verification.Faulty.class,
                            faulty -> {
                                assertThat(faulty.kind()).isEqualTo(expected.kind());
                                if (faulty.kind() == Kind.REWRITTEN) {
                                    assertThat(faulty.line()).isLessThanOrEqualTo(expected.line());
                                } else {
                                    assertThat(faulty.line()).isEqualTo(expected.line());
                                }
                            });
        }
    }

    /// Without a checkpoint, an end in mid-line is one that a crash may have left.
    @Test
    void anEndInTheMiddleOfALineIsTornWhereNoCheckpointTellsOfMore() throws IOException {
        Path file = folder.resolve("torn/audit.jsonl");
        Files.createDirectories(file.getParent());
        for (int time = 0; time < 20; time++) {
            Random random = new Random(SEED + time);
            int index = random.nextInt(LINES);
            byte[] line = lines.get(index);
            List<byte[]> log = new ArrayList<>(lines.subList(0, index));
            log.add(Arrays.copyOf(line, 1 + random.nextInt(line.length - 1)));
            write(file, log);
            assertThat(verify(file))
                    .isInstanceOfSatisfying(
                            Verification.Faulty.class,
                            faulty -> {
                                assertThat(faulty.kind()).isEqualTo(Kind.TORN);
                                assertThat(faulty.line()).isEqualTo(index + 1);
                                assertThat(faulty.sequence()).isEqualTo(index + 1);
                            });
        }
    }

    private static Verification verify(Path file) {
        return AuditVerifier.verify(
                file,
                new VerifierOptions(
                        List.of(SIGNER.publicKey()), Optional.empty(), Optional.empty()),
                (_, _) -> {},
                // Nobody is writing.
                Duration.ZERO);
    }

    private static void write(Path file, List<byte[]> log) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        log.forEach(all::writeBytes);
        Files.write(file, all.toByteArray());
    }

    private static void copyCheckpoints(Path file) throws IOException {
        Path to = Files.createDirectories(file.resolveSibling("audit.checkpoints"));
        try (Stream<Path> all = Files.list(good.resolveSibling("audit.checkpoints"))) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(each.getFileName()));
            }
        }
    }
}
