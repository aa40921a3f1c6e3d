package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.careagent.neuron.application.port.AuditEventSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// What a Neuron finds that died, or still lives, in another process.
final class AuditFileCrashTest {
    @TempDir private Path folder;

    @Test
    void goesOnAfterAKillInTheMiddleOfAWrite() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        Process process = start("tear", file);
        Set<String> acknowledged = acknowledgedBy(process);

        recordOne(file);

        List<JsonNode> entries = AuditChainVerifier.verify(file);
        assertThat(acknowledged).hasSize(20);
        assertThat(actors(entries)).containsAll(acknowledged).contains("after the crash");
        assertThat(entries)
                .filteredOn(entry -> entry.path("action").stringValue().equals("audit.repaired"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.path("details").path("bytes_cut").intValue())
                                .isEqualTo(CrashingNeuron.TORN_BYTES));
    }

    @Test
    void losesNothingThatWasAcknowledgedBeforeAKill() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        Process process = start("halt", file);
        Set<String> acknowledged = acknowledgedBy(process);

        recordOne(file);

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(CrashingNeuron.ENOUGH);
        assertThat(actors(AuditChainVerifier.verify(file))).containsAll(acknowledged);
    }

    @Test
    void isKeptOutWhileAnotherProcessHasTheFile() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        Process process = start("hold", file);
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("holding");

            assertThatExceptionOfType(AuditFileInUseException.class)
                    .isThrownBy(() -> AuditFile.open(file, InstantSource.system()));
        } finally {
            process.destroyForcibly().waitFor();
        }

        recordOne(file);
        assertThat(AuditChainVerifier.verify(file)).hasSize(1);
    }

    private static Process start(String how, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingNeuron.class.getName(),
                        how,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Set<String> acknowledgedBy(Process process) throws Exception {
        try (var output = process.inputReader()) {
            Set<String> acknowledged = output.lines().collect(Collectors.toSet());
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(CrashingNeuron.HALTED);
            return acknowledged;
        }
    }

    private static void recordOne(Path file) {
        try (AuditFile trail = AuditFile.open(file, InstantSource.system())) {
            trail.record(AuditEventSamples.startedBy("after the crash"));
        }
    }

    private static List<String> actors(List<JsonNode> entries) {
        return entries.stream().flatMap(e -> e.path("actor").stringValueOpt().stream()).toList();
    }
}
