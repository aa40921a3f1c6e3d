package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What an administrator does is what patients meet, at once.
@Timeout(120)
final class AdministrationDuringHandshakesTest {
    private static final String ADA = "1245319599";

    private final Clinic clinic;

    AdministrationDuringHandshakesTest(@TempDir Path folder) throws IOException {
        clinic = Clinic.in(folder);
    }

    @BeforeEach
    void registerAda() {
        assertThat(
                        clinic.type("provider", "add", ADA, "--name", "Ada", "--type", "physician")
                                .status())
                .isZero();
        var _ = clinic.open();
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    private URI door() {
        return clinic.neuron().handshakeAddress();
    }

    @Test
    void letsAReleasedPatientComeWithAnotherKeyAndNoMoreWithTheOld() {
        Patient before = Patient.stranger();
        Patient after = before.impostor();
        Visit.End first = Visit.shakeHands(door(), before, ADA);
        assertThat(first.member("status")).isEqualTo("new");
        assertThat(Visit.shakeHands(door(), after, ADA).member("code")).isEqualTo("CONSENT_FAILED");

        assertThat(
                        clinic.typeAndAnswer(List.of("y"), "patient", "release", before.agentId())
                                .status())
                .isZero();

        assertThat(Visit.shakeHands(door(), after, ADA).last())
                .containsEntry("status", "existing")
                .containsEntry("relationship_id", first.member("relationship_id"));
        assertThat(Visit.shakeHands(door(), before, ADA).member("code"))
                .isEqualTo("CONSENT_FAILED");
        assertThat(Visit.shakeHands(door(), after, ADA).member("status")).isEqualTo("existing");
    }

    @Test
    void releasesAPatientWhileTheNeuronIsStopped() {
        Patient before = Patient.stranger();
        Patient after = before.impostor();
        Visit.End first = Visit.shakeHands(door(), before, ADA);
        clinic.stop();

        assertThat(clinic.type("patient", "release", before.agentId(), "--yes").status()).isZero();

        try (Neuron neuron = clinic.open()) {
            assertThat(Visit.shakeHands(neuron.handshakeAddress(), after, ADA).last())
                    .containsEntry("status", "existing")
                    .containsEntry("relationship_id", first.member("relationship_id"));
            assertThat(Visit.shakeHands(neuron.handshakeAddress(), before, ADA).member("code"))
                    .isEqualTo("CONSENT_FAILED");
        }
    }

    @Test
    void removesAProviderInTheMiddleOfAHandshake() {
        Patient patient = Patient.stranger();
        try (Visit visit = Visit.to(door())) {
            visit.say(patient.auth(ADA));
            Map<String, String> challenge = visit.hear();

            assertThat(clinic.type("provider", "remove", ADA, "--yes"))
                    .isEqualTo(Said.done("removed " + ADA));
            visit.say(patient.answer(challenge));

            assertThat(visit.end().member("code")).isEqualTo("PROVIDER_NOT_FOUND");
        }
        assertThat(clinic.type("relationship", "list"))
                .isEqualTo(Said.done("There are no relationships yet."));
    }
}
