package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A clinic in a folder of its own: its configuration, its Neuron while it runs, and the commands
/// that are typed there.
final class Clinic implements AutoCloseable {
    private static final String CONFIGURATION =
            """
            organization: {npi: '1234567893', name: Test Practice}
            server: {port: 0, host: 127.0.0.1, shutdownGraceMs: 2000}
            storage: {kind: @KIND@, path: '@DATA@/@FILE@'}
            api: {cors: {allowedOrigins: ['https://console.example']}}
            audit: {enabled: @AUDIT@, path: '@DATA@/audit.jsonl'}
            """;

    private final Path data;
    private final Path config;
    private Optional<Neuron> neuron = Optional.empty();

    private Clinic(Path data, Path config) {
        this.data = data;
        this.config = config;
    }

    /// A clinic that keeps its data in `data`, in the H2 file `neuron.db`, and has an audit trail.
    static Clinic in(Path data) throws IOException {
        return in(data, "h2", "neuron.db", true);
    }

    /// A clinic that keeps its relationships on a server.
    static Clinic onServer(Path data, PostgresAccess server) throws IOException {
        Clinic clinic = in(data, "postgresql", "neuron.db", true);
        String access =
                ", url: '@URL@', username: '@USER@', password: '@PASSWORD@'}"
                        .replace("@URL@", server.url())
                        .replace("@USER@", server.username().orElseThrow())
                        .replace("@PASSWORD@", server.password().orElseThrow());
        String text = Files.readString(clinic.config);
        Files.writeString(clinic.config, text.replace("neuron.db'}", "neuron.db'" + access));
        return clinic;
    }

    static Clinic in(Path data, String kind, String file, boolean audit) throws IOException {
        String configuration =
                CONFIGURATION
                        .replace("@KIND@", kind)
                        .replace("@DATA@", data.toString())
                        .replace("@FILE@", file)
                        .replace("@AUDIT@", String.valueOf(audit));
        Path config = Files.createTempFile("clinic", ".yaml");
        config.toFile().deleteOnExit();
        return new Clinic(data, Files.writeString(config, configuration));
    }

    /// Puts `after` in its configuration in the place of `before`.
    Clinic with(String before, String after) throws IOException {
        String text = Files.readString(config);
        assertThat(text).contains(before);
        Files.writeString(config, text.replace(before, after));
        return this;
    }

    /// Starts its Neuron.
    Neuron open() {
        neuron = Optional.of(Neuron.start(settings()));
        return neuron();
    }

    /// Its Neuron, which has been started.
    Neuron neuron() {
        return neuron.orElseThrow();
    }

    /// Runs a command on its configuration, with nobody at the terminal.
    Said type(String... words) {
        return Said.by(withConfig(words));
    }

    /// Runs a command with somebody at the terminal who gives these answers.
    Said typeAndAnswer(List<String> answers, String... words) {
        return Said.answering(answers, withConfig(words));
    }

    private String[] withConfig(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--config", config.toString()))
                .toArray(String[]::new);
    }

    Settings settings() {
        SettingsReader.Outcome outcome = ConfigFile.load(Optional.of(config), data, Map.of());
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        return ((SettingsReader.Outcome.Good) outcome).settings();
    }

    /// Its control socket.
    Path socket() {
        return data.resolve("neuron.sock");
    }

    /// Its audit log.
    Path auditLog() {
        return data.resolve("audit.jsonl");
    }

    @Override
    public void close() {
        stop();
    }

    /// Stops its Neuron, if it runs.
    void stop() {
        neuron.ifPresent(Neuron::close);
        neuron = Optional.empty();
    }
}
