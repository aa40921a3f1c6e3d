package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.adapters.outbound.auditfile.AuditChainVerifier;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.handshake.ExistingRelationshipProof;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Handshakes through all the real parts, by a client that shares no code with them.
class HandshakeEndToEndTest {
    private static final Npi ADA = new Npi("1245319599");
    private static final Npi BEN = new Npi("1679576722");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void runsTheSameOnEveryStorage(Settings.Storage.Kind kind) {
        try (Neuron neuron = start(kind)) {
            URI door = neuron.handshakeAddress();
            Patient patient = Patient.stranger();

            Visit.End first = Visit.shakeHands(door, patient, ADA.digits());
            Visit.End again = Visit.shakeHands(door, patient, ADA.digits());
            Visit.End other = Visit.shakeHands(door, patient, BEN.digits());

            assertThat(first.last())
                    .containsOnlyKeys("type", "relationship_id", "provider_endpoint", "status")
                    .containsEntry("type", "handshake.complete")
                    .containsEntry("status", "new")
                    .containsEntry(
                            "provider_endpoint",
                            "ws://localhost:" + door.getPort() + "/ws/provider/" + ADA);
            assertThat(UUID.fromString(first.member("relationship_id"))).isNotNull();
            assertThat(again.last())
                    .containsEntry("status", "existing")
                    .containsEntry("relationship_id", first.member("relationship_id"));
            assertThat(other.last())
                    .containsEntry("status", "new")
                    .containsEntry("provider_endpoint", "wss://ben.example/agent");
            assertThat(other.member("relationship_id"))
                    .isNotEqualTo(first.member("relationship_id"));
            assertThat(List.of(first.closeCode(), again.closeCode(), other.closeCode()))
                    .containsOnly(1000);
        }
    }

    @Test
    void challengesWithAFreshNonceForTheRightProvider() {
        try (Neuron neuron = start(Settings.Storage.Kind.MEMORY);
                Visit one = Visit.to(neuron.handshakeAddress());
                Visit two = Visit.to(neuron.handshakeAddress())) {
            Patient patient = Patient.stranger();
            one.say(patient.auth(ADA.digits()));
            two.say(patient.auth(ADA.digits()));
            Map<String, String> challenge = one.hear();

            assertThat(challenge)
                    .containsOnlyKeys("type", "nonce", "provider_npi", "organization_npi")
                    .containsEntry("type", "handshake.challenge")
                    .containsEntry("provider_npi", ADA.digits())
                    .containsEntry("organization_npi", TestSettings.ORGANIZATION.digits());
            assertThat(challenge.get("nonce")).matches("[0-9a-f]{64}");
            assertThat(two.hear().get("nonce")).isNotEqualTo(challenge.get("nonce"));
        }
    }

    @Test
    void knowsAPatientAgainAfterARestart() throws SQLException, IOException {
        Patient patient = Patient.stranger();
        Visit.End before;
        try (Neuron neuron = start(Settings.Storage.Kind.H2)) {
            before = Visit.shakeHands(neuron.handshakeAddress(), patient, ADA.digits());
        }
        try (Neuron neuron = Neuron.start(TestSettings.in(folder, Settings.Storage.Kind.H2))) {
            Visit.End after = Visit.shakeHands(neuron.handshakeAddress(), patient, ADA.digits());

            assertThat(after.last())
                    .containsEntry("status", "existing")
                    .containsEntry("relationship_id", before.member("relationship_id"));
        }
        assertThat(rowsOf(patient)).isEqualTo(1);
        assertThat(AuditChainVerifier.verify(folder.resolve("audit.jsonl")))
                .extracting(line -> line.get("action").asString())
                .containsExactly(
                        "neuron_start",
                        "registration.provider_added",
                        "registration.provider_added",
                        "connection.handshake_started",
                        "consent.relationship_established",
                        "connection.handshake_completed",
                        "neuron_stop",
                        "neuron_start",
                        "connection.handshake_started",
                        "connection.handshake_completed",
                        "neuron_stop");
    }

    @Test
    void refusesAnotherKeyUnderAKnownIdOnlyAfterTheChallenge() {
        try (Neuron neuron = start(Settings.Storage.Kind.H2)) {
            URI door = neuron.handshakeAddress();
            Patient patient = Patient.stranger();
            var _ = Visit.shakeHands(door, patient, ADA.digits());

            Patient impostor = patient.impostor();
            try (Visit visit = Visit.to(door)) {
                visit.say(impostor.auth(BEN.digits()));
                Map<String, String> challenge = visit.hear();
                assertThat(challenge).containsEntry("type", "handshake.challenge");
                visit.say(impostor.answer(challenge));

                Visit.End end = visit.end();
                assertThat(end.last()).containsEntry("code", "CONSENT_FAILED");
                assertThat(end.closeCode()).isEqualTo(4003);
            }
        }
    }

    @Test
    void isContentWithTheTokenWhereTheOrganisationSaysSo() {
        Settings settings =
                TestSettings.in(
                        folder,
                        Settings.Storage.Kind.MEMORY,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        ExistingRelationshipProof.TOKEN);
        try (Neuron neuron = registering(Neuron.start(settings))) {
            URI door = neuron.handshakeAddress();
            Patient patient = Patient.stranger();
            Visit.End first = Visit.shakeHands(door, patient, ADA.digits());

            try (Visit visit = Visit.to(door)) {
                visit.say(patient.auth(ADA.digits()));
                Visit.End end = visit.end();
                assertThat(end.last())
                        .containsEntry("type", "handshake.complete")
                        .containsEntry("status", "existing")
                        .containsEntry("relationship_id", first.member("relationship_id"));
            }
        }
    }

    @Test
    void tellsHealthOnTheSamePort() throws IOException, InterruptedException {
        try (Neuron neuron = start(Settings.Storage.Kind.H2);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> health = get(http, neuron.healthAddress());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"ok\"");

            URI plainDoor =
                    URI.create(neuron.handshakeAddress().toString().replaceFirst("ws", "http"));
            assertThat(get(http, plainDoor).statusCode()).isEqualTo(426);
            assertThat(get(http, plainDoor.resolve("/ws/elsewhere")).statusCode()).isEqualTo(404);

            neuron.ledger().storage().close();
            assertThat(get(http, neuron.healthAddress()).statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> get(HttpClient http, URI address)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void givesUpItsFilesThoughTheStopCannotBeRecorded() throws IOException {
        Neuron neuron = start(Settings.Storage.Kind.H2);
        Files.delete(folder.resolve("audit.jsonl"));

        assertThatThrownBy(neuron::close).hasMessageContaining("not there any more");

        try (Neuron again = Neuron.start(TestSettings.in(folder, Settings.Storage.Kind.H2))) {
            assertThat(again.providers().all()).hasSize(2);
        }
    }

    private Neuron start(Settings.Storage.Kind kind) {
        return registering(Neuron.start(TestSettings.in(folder, kind)));
    }

    static Neuron registering(Neuron neuron) {
        for (Provider provider :
                List.of(provider(ADA, ""), provider(BEN, "wss://ben.example/agent"))) {
            assertThat(neuron.registerProvider().register(provider, Actor.operator("test")))
                    .isEqualTo(RegisterProvider.Outcome.ADDED);
        }
        return neuron;
    }

    private static Provider provider(Npi npi, String endpoint) {
        Optional<AgentEndpoint> at = AgentEndpoint.parse(endpoint);
        return new Provider(npi, "Dr. " + npi, List.of("physician"), at);
    }

    private long rowsOf(Patient patient) throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("neuron.db") + ";IFEXISTS=TRUE";
        try (Connection database = DriverManager.getConnection(url, "neuron", "");
                Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select count(*) from relationship where patient_agent_id = '"
                                        + patient.agentId()
                                        + "'")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
