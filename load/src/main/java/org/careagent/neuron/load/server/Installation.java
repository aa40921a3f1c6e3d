package org.careagent.neuron.load.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A Neuron's configuration and data, in a temporary folder that is removed with it.
public final class Installation implements AutoCloseable {
    private static final String CONFIGURATION = "neuron.yaml";

    private final Options options;
    private final Setup setup;
    private final Path folder;
    private final Optional<Certificate> certificate;
    private final Thread atExit = new Thread(this::remove, "clean up");
    private final List<Process> started = new ArrayList<>();

    private Installation(Options options, Setup setup, Path folder)
            throws IOException, InterruptedException {
        this.options = options;
        this.setup = setup;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
        this.certificate = options.tls() ? Optional.of(Certificate.make(folder)) : Optional.empty();
        Files.writeString(folder.resolve(CONFIGURATION), configuration());
    }

    /// Makes the folder and writes the configuration.
    public static Installation make(Options options, Setup setup)
            throws IOException, InterruptedException {
        return new Installation(options, setup, Files.createTempDirectory("neuron-load-"));
    }

    private String configuration() {
        return """
        organization: {npi: "1234567893", name: Load Practice}
        server: {host: 127.0.0.1, port: 0%s}
        websocket: {%s}
        storage: {kind: %s, path: data/neuron.db%s}
        audit: {path: data/audit.jsonl}
        """
                .formatted(
                        certificate.map(made -> ", " + made.configuration()).orElse(""),
                        setup.webSocket(),
                        options.storage(),
                        setup.storage().isEmpty() ? "" : ", " + setup.storage());
    }

    /// Starts a Neuron here, and waits until it is ready.
    ///
    /// @throws IOException if it does not start
    public NeuronProcess start() throws IOException, InterruptedException {
        return ready(launch(sharing()));
    }

    /// Starts a Neuron here that leaves an archive of its classes when it is stopped, with which
    /// all later ones start in half the time.
    public NeuronProcess startAndLearn() throws IOException, InterruptedException {
        return ready(launch(List.of("-XX:ArchiveClassesAtExit=" + archive(), "-Xlog:cds*=off")));
    }

    private NeuronProcess ready(Process process) throws IOException, InterruptedException {
        return NeuronProcess.ready(
                process,
                folder.resolve("data").resolve("neuron.sock"),
                certificate.map(Certificate::trust));
    }

    private Path archive() {
        return folder.resolve("classes.jsa");
    }

    private List<String> sharing() {
        return Files.exists(archive())
                ? List.of("-XX:SharedArchiveFile=" + archive(), "-Xlog:cds*=off")
                : List.of();
    }

    /// Starts a Neuron here, kills it after `time`, however far it has come, and waits for its end.
    public void startAndKillAfter(Duration time) throws IOException, InterruptedException {
        Process process = launch(sharing());
        var _ = process.waitFor(time);
        kill(process);
    }

    /// Its audit log.
    public Path auditFile() {
        return folder.resolve("data").resolve("audit.jsonl");
    }

    private Process launch(List<String> more) throws IOException {
        List<String> flags = new ArrayList<>(options.heap());
        flags.addAll(more);
        Process process =
                new ProcessBuilder(limited(java(flags, "start")))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        started(process);
        return process;
    }

    /// Starts a Neuron here, and registers the provider that all patients ask for.
    public NeuronProcess startWithProvider(String npi) throws IOException, InterruptedException {
        NeuronProcess neuron = start();
        addProvider(npi);
        return neuron;
    }

    /// Registers a provider.
    public void addProvider(String npi) throws IOException, InterruptedException {
        var _ = run("provider", "add", npi, "--name", "Dr. Ada Example", "--type", "physician");
    }

    /// Runs a command to its end.
    ///
    /// @return what it printed
    /// @throws IOException if it ends with another exit status than 0
    public String run(String... arguments) throws IOException, InterruptedException {
        return Tool.run(
                new ProcessBuilder(java(List.of("-XX:TieredStopAtLevel=1"), arguments))
                        .directory(folder.toFile()));
    }

    private List<String> java(List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Tool.of("java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", options.jar().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", CONFIGURATION));
        return command;
    }

    private List<String> limited(List<String> command) {
        if (setup.fileLimit().isEmpty()) {
            return command;
        }
        String script = "ulimit -n " + setup.fileLimit().getAsInt() + " && exec \"$@\"";
        return Stream.concat(Stream.of("bash", "-c", script, "bash"), command.stream()).toList();
    }

    private synchronized void started(Process process) {
        started.add(process);
    }

    /// Ends what was started here and removes the folder.
    @Override
    public void close() {
        remove();
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // This process ends, and the hook does the same.
        }
    }

    private synchronized void remove() {
        started.forEach(Installation::kill);
        started.clear();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e + ")");
        }
    }

    private static void kill(Process process) {
        var _ = process.destroyForcibly().onExit().join();
    }
}
