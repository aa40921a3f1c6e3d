package org.careagent.neuron.load.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A PostgreSQL server of our own, which can be killed and started again on the same files.
///
/// It acknowledges a commit when that is written (`synchronous_commit = on`) and, as the whole
/// machine does not fail here, leaves it to the operating system to bring it to the disk.
public final class PostgresServer implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);
    // No process has this number.
    private static final long NOBODY = Integer.MAX_VALUE;

    // Held, or the level would be forgotten.
    private static final Logger SAYINGS = Logger.getLogger(EmbeddedPostgres.class.getName());

    private final Path folder;
    private EmbeddedPostgres server;

    private PostgresServer(Path folder) throws IOException {
        this.folder = folder;
        this.server = start(folder, 0);
    }

    /// Starts one with files of its own.
    public static PostgresServer start() throws IOException {
        // To stop what is down already is what it complains about, with a page of text each time.
        SAYINGS.setLevel(Level.OFF);
        return new PostgresServer(Files.createTempDirectory("neuron-load-postgresql-"));
    }

    private static EmbeddedPostgres start(Path folder, int port) throws IOException {
        var builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setServerConfig("synchronous_commit", "on")
                        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /// How a Neuron reaches it, as keys of `storage`.
    public String[] keys() {
        return new String[] {
            "url: \"jdbc:postgresql://localhost:" + server.getPort() + "/postgres\"",
            "username: postgres",
            "poolSize: 4"
        };
    }

    /// How it can be brought down.
    public enum Blow {
        /// `kill -9` of one of its processes that serve connections or write files; the postmaster
        /// ends all others, recovers, and goes on by itself.
        ONE_PROCESS,
        /// `pg_ctl stop -m immediate`: no checkpoint, the next start recovers.
        IMMEDIATE,
        /// `kill -9` of the postmaster; the others notice and end.
        POSTMASTER
    }

    /// Brings it down in mid-flight.
    public void strike(Blow blow, RandomGenerator random) throws IOException, InterruptedException {
        long postmaster = postmaster();
        List<ProcessHandle> others =
                ProcessHandle.of(postmaster).map(it -> it.children().toList()).orElse(List.of());
        switch (blow) {
            case ONE_PROCESS -> {
                if (!others.isEmpty()) {
                    var _ = others.get(random.nextInt(others.size())).destroyForcibly();
                }
            }
            case IMMEDIATE -> end("-QUIT", postmaster, others);
            case POSTMASTER -> end("-KILL", postmaster, others);
        }
    }

    private static void end(String signal, long postmaster, List<ProcessHandle> others)
            throws IOException, InterruptedException {
        var _ = new ProcessBuilder("kill", signal, "" + postmaster).start().waitFor();
        awaitEnd(postmaster);
        for (ProcessHandle other : others) {
            awaitEnd(other.pid());
        }
    }

    private static void awaitEnd(long pid) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        while (!isGone(pid)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("a process of PostgreSQL does not end: " + pid);
            }
            Thread.sleep(PAUSE);
        }
    }

    // Nobody may care to ask how it ended: then it is still listed, as Z.
    private static boolean isGone(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException _) {
            return true;
        }
    }

    /// Starts it again at the same port, if it is down.
    public void restart() throws IOException {
        if (isGone(postmaster())) {
            int port = server.getPort();
            server.close();
            Files.deleteIfExists(pidFile());
            server = start(folder, port);
        }
    }

    private long postmaster() throws IOException {
        return Files.exists(pidFile())
                ? Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip())
                : NOBODY;
    }

    private Path pidFile() {
        return folder.resolve("data").resolve("postmaster.pid");
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
