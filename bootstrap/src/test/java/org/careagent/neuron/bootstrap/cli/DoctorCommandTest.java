package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.doctor.Finding;
import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine.Help.Ansi;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// `neuron doctor`, on whole installations.
@Timeout(120)
final class DoctorCommandTest {
    private static final String GOOD =
            """
            organization: {npi: '1234567893', name: Test Practice}
            server: {port: 0, host: 127.0.0.1}
            storage: {path: '@DATA@/neuron.db'}
            audit: {path: '@DATA@/audit.jsonl'}
            """;

    @TempDir private Path folder;
    private Path data = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        data = folder.resolve("data");
        config = folder.resolve("clinic.yaml");
        write(GOOD);
    }

    private void write(String text) throws IOException {
        var _ = Files.writeString(config, text.replace("@DATA@", data.toString()));
        permit(config, "rw-r--r--");
    }

    private static void permit(Path path, String rights) throws IOException {
        var _ = Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private Settings settings() {
        return switch (ConfigFile.load(Optional.of(config), folder, Map.of())) {
            case SettingsReader.Outcome.Good(Settings settings, var _) -> settings;
            case SettingsReader.Outcome.Faulty(var faults, var _) ->
                    throw new AssertionError(faults);
        };
    }

    private Said doctor(String... more) {
        return Said.by(
                Stream.concat(
                                Stream.of("doctor", "--config", config.toString()),
                                Arrays.stream(more))
                        .toArray(String[]::new));
    }

    /// Every file and folder below, with its time and its bytes.
    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                String bytes =
                        Files.isRegularFile(path) ? Arrays.toString(Files.readAllBytes(path)) : "";
                content.put(path.toString(), Files.getLastModifiedTime(path) + " " + bytes);
            }
        }
        return content;
    }

    private void use() {
        try (Neuron neuron = Neuron.start(settings())) {
            assertThat(neuron.healthAddress()).isNotNull();
        }
    }

    private void assertHealthy(Said said) {
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).last().isEqualTo("Everything is all right.");
        assertThat(said.out().subList(0, said.out().size() - 2))
                .hasSize(12)
                .allMatch(line -> line.startsWith("OK  "));
        assertThat(said.status()).isZero();
    }

    @Test
    void findsNothingWrongBeforeTheFirstStartAndMakesNothing() throws IOException {
        Map<String, String> before = content();

        assertHealthy(doctor());

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void findsNothingWrongWithAStoppedNeuronAndChangesNothing() throws IOException {
        use();
        Map<String, String> before = content();

        assertHealthy(doctor());

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void makesNoLockFileWhereItIsGone() throws IOException {
        use();
        Files.delete(data.resolve("neuron.lock"));
        Map<String, String> before = content();

        assertHealthy(doctor());

        assertThat(content()).isEqualTo(before);
    }

    @Test
    void findsNothingWrongWithARunningNeuron() {
        try (Neuron neuron = Neuron.start(settings())) {
            assertThat(neuron.healthAddress()).isNotNull();

            Said said = doctor();

            assertHealthy(said);
            assertThat(said.out())
                    .anyMatch(line -> line.startsWith("OK       neuron         runs since "))
                    .anyMatch(line -> line.contains("open in the running Neuron; providers: 0"));
        }
    }

    @Test
    void saysWhatToDoOfABrokenInstallation() throws IOException {
        use();
        var _ = Files.writeString(data.resolve("neuron.key"), "broken");
        var _ = Files.writeString(data.resolve("audit.jsonl"), "broken\n");
        permit(data.resolve("neuron.db.mv.db"), "rw-r--r--");
        Map<String, String> before = content();

        Said said = doctor();

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).last().isEqualTo("2 faults, 1 warning");
        assertThat(said.out())
                .anyMatch(line -> line.startsWith("FAULT    key            " + data))
                .anyMatch(line -> line.startsWith("FAULT    audit log      " + data))
                .anyMatch(line -> line.startsWith("WARNING  files          others "))
                .filteredOn(line -> line.startsWith("                        -> "))
                .hasSize(3);
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void reportsAFaultyConfigurationWithoutLookingFurther() throws IOException {
        write(GOOD.replace("port: 0", "port: 70000, prot: 1"));

        Said said = doctor();

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .anyMatch(
                        line -> line.startsWith("FAULT    configuration  /server/port: must be 1"))
                .anyMatch(line ->
                        line.startsWith("WARNING  configuration  /server/prot: unknown key"))
                .last()
                .isEqualTo("1 fault, 2 warnings");
    }

    @Test
    void reportsAMissingConfiguration() throws IOException {
        Files.delete(config);

        Said said = doctor();

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out())
                .first()
                .asString()
                .startsWith("FAULT    configuration  no configuration: cannot read the file ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsThatTheDatabaseServerIsNotReachedAndShowsNoPassword() throws IOException {
        write(
                GOOD.replace(
                        "storage: {",
                        "storage: {kind: postgresql, url: 'jdbc:postgresql://localhost:1/x', password: hunter2, "));
        permit(config, "rw-r--rw-");

        Said said = doctor();

        assertThat(said.status()).isEqualTo(1);
        assertThat(String.join("\n", said.out()))
                .contains("FAULT    configuration  every user of this machine may change " + config)
                .contains("WARNING  configuration  " + config + " holds a password")
                .contains("FAULT    storage        PostgreSQL //localhost:1/x cannot be reached")
                .doesNotContain("hunter2");
    }

    @Test
    void namesWhatHasNoEffect() throws IOException {
        write(GOOD + "heartbeat: {intervalMs: 5000}\n");

        Said said = doctor();

        assertThat(said.status()).isZero();
        assertThat(said.out())
                .contains(
                        "WARNING  configuration  without effect in this version:"
                                + " heartbeat.intervalMs")
                .last()
                .isEqualTo("1 warning");
    }

    @Test
    void speaksJsonToPrograms() throws IOException {
        use();
        var _ = Files.writeString(data.resolve("neuron.key"), "broken");

        Said said = doctor("--json");

        assertThat(said.status()).isEqualTo(1);
        JsonNode findings = said.json();
        assertThat(findings.size()).isEqualTo(12);
        assertThat(findings)
                .allMatch(finding -> finding.path("subject").isString())
                .allMatch(finding -> finding.path("message").isString())
                .allMatch(finding ->
                        finding.path("level").asString().equals("ok") != finding.has("advice"))
                .filteredOn(finding -> finding.path("level").asString().equals("fault"))
                .singleElement()
                .extracting(finding -> finding.path("subject").asString())
                .isEqualTo("key");
    }

    @Test
    void coloursLevelsOnly() {
        DoctorReport report =
                new DoctorReport(
                        List.of(
                                new Finding(
                                        Finding.Level.FAULT,
                                        "files",
                                        "@|red /srv|@",
                                        Optional.of("mend it"))));

        assertThat(written(report, Ansi.ON))
                .contains("FAULT\u001b[", "files  @|red /srv|@")
                .startsWith("\u001b[");
        assertThat(written(report, Ansi.OFF)).startsWith("FAULT    files  @|red /srv|@");
    }

    private static String written(DoctorReport report, Ansi ansi) {
        StringWriter text = new StringWriter();
        report.write(new PrintWriter(text), ansi);
        return text.toString();
    }
}
