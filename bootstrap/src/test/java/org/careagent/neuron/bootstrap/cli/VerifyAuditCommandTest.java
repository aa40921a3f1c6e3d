package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.auditfile.AuditChainVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `verify-audit`, and `key rotate`, after which old checkpoints must still be verifiable.
final class VerifyAuditCommandTest {
    @TempDir private Path data;
    private Clinic clinic;
    private Path log;

    @BeforeEach
    void setUp() throws IOException {
        clinic = Clinic.in(data);
        log = clinic.auditLog();
    }

    @AfterEach
    void stop() {
        clinic.close();
    }

    @Test
    void verifiesTheLogOfARunningAndOfAStoppedNeuron() {
        var _ = clinic.open();
        Said running = clinic.type("verify-audit");
        clinic.stop();
        Said stopped = clinic.type("verify-audit");

        assertThat(running.status()).isZero();
        assertThat(running.out().getFirst()).startsWith("verified: 1 entry in 1 file");
        assertThat(stopped.status()).isZero();
        assertThat(stopped.out().getFirst())
                .startsWith("verified: 2 entries in 1 file, the last is number 2, from 20")
                .contains("; 1 checkpoint fits; root ");
        assertThat(stopped.err()).isEmpty();
    }

    @Test
    void tellsProgramsTheSame() {
        startAndStop();

        JsonNode found = clinic.type("verify-audit", "--json").json();

        assertThat(found.path("verified").booleanValue()).isTrue();
        assertThat(found.path("entries").intValue()).isEqualTo(2);
        assertThat(found.path("dated_back").intValue()).isZero();
        assertThat(found.path("checkpoints").path("verified").intValue()).isEqualTo(1);
    }

    @Test
    void namesTheFirstBadLineAndWhatWasDoneToIt() throws IOException {
        startAndStop();
        Files.writeString(log, Files.readString(log).replace("neuron_start", "neuron_stXrt"));

        Said said = clinic.type("verify-audit");

        assertThat(said.status()).isEqualTo(ExitStatus.NO);
        assertThat(said.err())
                .singleElement()
                .asString()
                .contains("line 1 of ", "where entry 1 should be: edited: its hash");
        JsonNode found = clinic.type("verify-audit", "--json").json();
        assertThat(found.path("verified").booleanValue()).isFalse();
        assertThat(found.path("kind").stringValue()).isEqualTo("edited");
        assertThat(found.path("line").intValue()).isEqualTo(1);
    }

    @Test
    void findsAnEndThatWasCutByTheCheckpointsBesideTheLogAndByOneThatWasKept() throws IOException {
        startAndStop();
        Path kept = Files.copy(data.resolve("audit.checkpoints/2"), data.resolve("kept"));
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        Files.writeString(log, lines.getFirst() + "\n");

        assertThat(clinic.type("verify-audit").err().getFirst()).contains(": cut: ");
        Files.delete(data.resolve("audit.checkpoints/2"));
        assertThat(clinic.type("verify-audit").status()).isZero();
        Said said = clinic.type("verify-audit", "--checkpoint", kept.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.NO);
        assertThat(said.err().getFirst()).contains(": cut: ", "signed over 2 entries");
    }

    @Test
    void needsNoConfigurationWhereTheLogIsNamed() throws IOException {
        startAndStop();
        Path key = Files.createFile(data.resolve("key.pem"));
        Files.writeString(key, Files.readString(data.resolve("neuron.key")));

        Said without = Said.by("verify-audit", "--path", log.toString());
        Said with = Said.by("verify-audit", "--path", log.toString(), "--key", key.toString());

        assertThat(without.status()).isZero();
        assertThat(without.err().getFirst()).contains("no signature was verified");
        assertThat(with.status()).isZero();
        assertThat(with.err()).isEmpty();
        assertThat(with.out()).isEqualTo(without.out());
    }

    @Test
    void saysWhatIsWrongWithWhatItWasGiven() throws IOException {
        startAndStop();
        Path nothing = Files.writeString(data.resolve("nothing"), "nothing");

        assertThat(clinic.type("verify-audit", "--key", nothing.toString()).status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(clinic.type("verify-audit", "--checkpoint", nothing.toString()).status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(clinic.type("verify-audit", "--checkpoint", data + "/none").status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(Said.by("verify-audit", "--path", data + "/none").status())
                .isEqualTo(ExitStatus.NO);
        assertThat(Said.by("verify-audit", "--path", data.toString()).status())
                .isEqualTo(ExitStatus.INTERNAL);
    }

    @Test
    void tellsACheckpointOfAnotherNeuronApart(@TempDir Path elsewhere) throws IOException {
        startAndStop();
        try (Clinic other = Clinic.in(elsewhere)) {
            var _ = other.open();
        }

        Said said =
                clinic.type(
                        "verify-audit",
                        "--checkpoint",
                        elsewhere.resolve("audit.checkpoints/2").toString());

        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err().getFirst()).contains("another log");
    }

    @Test
    void anOldCheckpointIsVerifiableAfterTheKeyWasRotated() throws IOException {
        startAndStop();
        Path kept = Files.copy(data.resolve("audit.checkpoints/2"), data.resolve("kept"));
        String before = Files.readString(data.resolve("neuron.key"));

        Said rotated = clinic.type("key", "rotate", "--yes");

        assertThat(rotated.status()).isZero();
        assertThat(rotated.out().getFirst()).matches("key [0-9a-f]{8} in place of [0-9a-f]{8}");
        assertThat(data.resolve("neuron.key")).content().isNotEqualTo(before);
        assertThat(data.resolve("neuron.key.next")).doesNotExist();
        startAndStop();
        Said said = clinic.type("verify-audit", "--checkpoint", kept.toString());
        assertThat(said.err()).isEmpty();
        assertThat(said.out().getFirst()).contains("5 entries", "4 checkpoints fit");
        JsonNode entry = AuditChainVerifier.verify(log).get(2);
        assertThat(entry.path("action").stringValue()).isEqualTo("key.rotated");
        assertThat(rotated.out().getFirst())
                .contains(entry.path("details").path("key_id_before").stringValue())
                .contains(entry.path("details").path("key_id_after").stringValue());
        assertThat(Files.readAllLines(data.resolve("audit.checkpoints/3"))).hasSize(6);
    }

    @Test
    void aKeyIsNotRotatedWithoutConsentNorUnderARunningNeuron() throws IOException {
        assertThat(clinic.type("key", "rotate", "--yes").status()).isEqualTo(ExitStatus.NO);
        var _ = clinic.open();
        String before = Files.readString(data.resolve("neuron.key"));

        Said running = clinic.type("key", "rotate", "--yes");
        clinic.stop();
        Said refused = clinic.typeAndAnswer(List.of("n"), "key", "rotate");
        Said unasked = clinic.type("key", "rotate");

        assertThat(running.status()).isEqualTo(ExitStatus.IN_USE);
        assertThat(running.err().getFirst()).contains("neuron stop");
        assertThat(refused.status()).isEqualTo(ExitStatus.NO);
        assertThat(unasked.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(data.resolve("neuron.key")).hasContent(before);
    }

    /// Then nothing of it has happened.
    @Test
    void aKeyIsNotRotatedIfTheLogCannotTellOfIt() throws IOException {
        startAndStop();
        String before = Files.readString(data.resolve("neuron.key"));
        Files.writeString(log, Files.readString(log).replace("neuron_stop", "neuron_stXp"));

        assertThat(clinic.type("key", "rotate", "--yes").status()).isEqualTo(ExitStatus.NO);

        assertThat(data.resolve("neuron.key")).hasContent(before);
        assertThat(data.resolve("neuron.key.next")).doesNotExist();
    }

    private void startAndStop() {
        var _ = clinic.open();
        clinic.stop();
    }
}
