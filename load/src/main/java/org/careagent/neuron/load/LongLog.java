package org.careagent.neuron.load;

import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.auditfile.AuditFileOptions;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.handshake.SessionId;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.load.server.Options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an audit log of a gigabyte costs: to open, and to verify in a small heap. And what
/// checkpoints cost those who append.
final class LongLog {
    private static final long GIGABYTE = 1 << 30;
    private static final int CALL = 2_000;
    private static final int EVERY = 1_000;
    private static final int OPENINGS = 15;
    private static final int CALLERS = 16;
    private static final int CALLS = 500;
    private static final String HEAP = "-Xmx64m";
    private static final Duration LONGEST_MORE = Duration.ofMillis(20);

    private final Report report;
    private final Path folder;
    private final Signer signer = new Signer();

    private LongLog(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    static void run(Report report, Options options) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("neuron-long-log-");
        try {
            new LongLog(report, folder).run();
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private void run() throws IOException, InterruptedException {
        Path log = folder.resolve("long/audit.jsonl");
        write(log);
        open(log);
        verify(log);
        append();
    }

    private void write(Path log) throws IOException {
        long start = System.nanoTime();
        long entries = 0;
        try (AuditFile trail =
                AuditFile.open(log, InstantSource.system(), options(Long.MAX_VALUE))) {
            while (Files.size(log) < GIGABYTE) {
                trail.record(IntStream.range(0, CALL).mapToObj(_ -> event()).toList());
                entries += CALL;
            }
        }
        report.figure("entries", Figures.count(entries));
        report.figure("bytes", Figures.mebibytes(Files.size(log)));
        report.figure("written, with checkpoints, in", Figures.millis(since(start)));
    }

    private void open(Path log) throws IOException {
        Path empty = folder.resolve("empty/audit.jsonl");
        var _ = timesOfOpening(empty);
        Latencies ofEmpty = timesOfOpening(empty);
        Latencies ofLong = timesOfOpening(log);
        report.figure("opening an empty log", ofEmpty.summary());
        report.figure("opening the long one", ofLong.summary());
        report.check(
                ofLong.percentile(50)
                                .compareTo(
                                        ofEmpty.percentile(50).multipliedBy(2).plus(LONGEST_MORE))
                        < 0,
                "opening the long log takes as long as opening an empty one");
        Files.delete(log.resolveSibling("audit.tree"));
        long start = System.nanoTime();
        AuditFile trail = AuditFile.open(log, InstantSource.system(), options(Long.MAX_VALUE));
        report.figure("opening it without its tree", Figures.millis(since(start)));
        trail.checkpoint();
        report.figure("until the tree is built again", Figures.millis(since(start)));
        trail.close();
    }

    private Latencies timesOfOpening(Path log) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < OPENINGS; i++) {
            long start = System.nanoTime();
            AuditFile trail = AuditFile.open(log, InstantSource.system(), options(Long.MAX_VALUE));
            times.add(since(start));
            trail.close();
        }
        return new Latencies(times);
    }

    private void verify(Path log) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "-cp",
                                System.getProperty("java.class.path"),
                                VerifyLog.class.getName(),
                                log.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = process.inputReader()) {
            output.lines().forEach(report::say);
        }
        boolean verified = process.waitFor() == 0;
        report.figure("verifying it with " + HEAP, Figures.millis(since(start)));
        report.check(verified, "the long log verifies in a heap of 64 MiB");
    }

    private void append() throws InterruptedException {
        var _ = latencies("warm-up", EVERY);
        Latencies without = latencies("without", Integer.MAX_VALUE);
        Latencies with = latencies("with", CALLERS * CALLS / 20);
        report.figure("an append, 16 callers, without checkpoints", without.summary());
        report.figure("the same with 20 checkpoints meanwhile", with.summary());
    }

    private Latencies latencies(String name, int every) throws InterruptedException {
        Path log = folder.resolve(name + "/audit.jsonl");
        List<Duration> times = new ArrayList<>();
        try (AuditFile trail = AuditFile.open(log, InstantSource.system(), options(every));
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<List<Duration>>> running = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                running.add(callers.submit(() -> call(trail)));
            }
            for (Future<List<Duration>> each : running) {
                times.addAll(each.get());
            }
        } catch (ExecutionException e) {
            report.fail("an append failed: " + e.getCause());
        }
        return new Latencies(times);
    }

    private static List<Duration> call(AuditFile trail) {
        List<Duration> times = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            long start = System.nanoTime();
            trail.record(event());
            times.add(since(start));
        }
        return times;
    }

    private AuditFileOptions options(long every) {
        return new AuditFileOptions(
                Long.MAX_VALUE, every > EVERY * 10L ? 100 * EVERY : (int) every, List.of(signer));
    }

    private static AuditEvent event() {
        return new AuditEvent.OfHandshake(
                new HandshakeEvent.Started(
                        new SessionId(UUID.randomUUID()),
                        new AgentId("https://patients.example/agents/" + UUID.randomUUID())));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// With a key of its own.
    private static final class Signer implements CheckpointSigner {
        private final KeyPair keys;

        Signer() {
            try {
                this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String origin() {
            return "neuron/1234567893/long-log";
        }

        @Override
        public Bytes publicKey() {
            byte[] encoded = keys.getPublic().getEncoded();
            return Bytes.of(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        }

        @Override
        public Bytes sign(Bytes message) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(keys.getPrivate());
                signature.update(message.toArray());
                return Bytes.of(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
