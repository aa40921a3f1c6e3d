package org.careagent.neuron.bootstrap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The finished jar in a process of its own.
final class JarProcess implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String END = "\u0000";
    private static final Path OWN_JAVA = Path.of(System.getProperty("java.home"));
    // There are many of them: without the second compiler, and with what an earlier start has
    // left, they take the fewest processor seconds.
    private static final List<String> QUICK =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:AOTCache=" + System.getProperty("neuron.aot"));

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private JarProcess(Process process) {
        this.process = process;
        var _ = Thread.ofVirtual().start(this::readLines);
    }

    /// What a process that ended has left.
    ///
    /// @param output standard output and standard error together
    record Result(int exitStatus, List<String> output) {}

    /// Starts the jar in `folder`, on the Java that runs this test.
    static JarProcess start(Path folder, String... arguments) throws IOException {
        return start(OWN_JAVA, Map.of(), folder, arguments);
    }

    /// Starts the jar in `folder` with further variables in its environment.
    static JarProcess start(Map<String, String> environment, Path folder, String... arguments)
            throws IOException {
        return start(OWN_JAVA, environment, folder, arguments);
    }

    static JarProcess start(Path javaHome, Path folder, String... arguments) throws IOException {
        return start(javaHome, Map.of(), folder, arguments);
    }

    private static JarProcess start(
            Path javaHome, Map<String, String> environment, Path folder, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        if (javaHome.equals(OWN_JAVA)) {
            command.addAll(QUICK);
        }
        command.add("-jar");
        command.add(Objects.requireNonNull(System.getProperty("neuron.jar"), "neuron.jar"));
        command.addAll(List.of(arguments));
        Files.createDirectories(folder);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new JarProcess(builder.start());
    }

    /// Runs the jar to its end.
    static Result run(Path folder, String... arguments) throws IOException, InterruptedException {
        try (JarProcess jar = start(folder, arguments)) {
            return jar.result();
        }
    }

    /// Waits for a line that holds `text`.
    String lineWith(String text) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (String line = next(); !line.equals(END); line = next()) {
            seen.add(line);
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("ended without «" + text + "»: " + seen);
    }

    /// Waits for the end.
    Result result() throws InterruptedException {
        List<String> output = new ArrayList<>();
        for (String line = next(); !line.equals(END); line = next()) {
            output.add(line);
        }
        if (!process.waitFor(DEADLINE)) {
            throw new AssertionError("does not end");
        }
        return new Result(process.exitValue(), output);
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(DEADLINE)) {
            throw new AssertionError("cannot be killed");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String next() throws InterruptedException {
        String line = lines.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("says nothing more, and does not end");
        }
        return line;
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("output lost: " + e);
        } finally {
            lines.add(END);
        }
    }
}
