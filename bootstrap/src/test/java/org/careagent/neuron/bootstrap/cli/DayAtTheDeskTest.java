package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.client.DescribedApi;
import org.careagent.neuron.bootstrap.client.DescribedApi.Answer;
import org.careagent.neuron.bootstrap.client.DescribedApi.Caller;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.ProviderLine;
import org.careagent.neuron.bootstrap.client.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A day of an organisation, lived by a client that knows `GET /openapi.json` and nothing else.
@Timeout(120)
final class DayAtTheDeskTest {
    private static final String ADA = "1245319599";
    private static final String PUBLIC_KEY =
            Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ProviderLine.raw(ProviderLine.newKey()));
    private static final Map<String, ?> NONE = Map.of();

    @TempDir private Path folder;

    private static DescribedApi describedBy(Neuron neuron) {
        return DescribedApi.at(neuron.healthAddress().resolve("/openapi.json"));
    }

    /// Who works at the desk.
    ///
    /// @param console has a key to everything
    /// @param reader has a key to look
    /// @param agent has a key of Ada's
    private record Staff(Caller console, Caller reader, Caller agent) {
        static Staff hiredBy(Clinic clinic, DescribedApi api) {
            return new Staff(
                    api.holderOf(key(clinic, "--name", "console", "--scope", "admin")),
                    api.holderOf(key(clinic, "--name", "reader")),
                    api.holderOf(
                            key(clinic, "--name", "agent", "--scope", "provider", "--npi", ADA)));
        }

        private static String key(Clinic clinic, String... wish) {
            String[] words = new String[wish.length + 3];
            System.arraycopy(new String[] {"api-key", "create", "--quiet"}, 0, words, 0, 3);
            System.arraycopy(wish, 0, words, 3, wish.length);
            Said said = clinic.type(words);
            assertThat(said.status()).as("%s", said).isZero();
            return said.out().getFirst();
        }
    }

    @Test
    void goesAsTheDescriptionSays() throws Exception {
        try (Clinic clinic = Clinic.in(folder)) {
            Neuron neuron = clinic.open();
            try (DescribedApi api = describedBy(neuron)) {
                Staff staff = Staff.hiredBy(clinic, api);
                URI door = door(neuron, api);
                Patient patient = Patient.stranger();
                Map<String, Object> consent = patient.auth(ADA);

                registersAProvider(staff);
                String first = isRelated(Visit.shakeHands(door, patient, consent));
                learnsOf(staff, patient, first);
                isListed(staff, patient, first);
                Instant end = ends(staff, patient, first);
                isRefused(Visit.shakeHands(door, patient, consent));
                awaitTheSecondAfter(end, api);
                String second = isRelated(Visit.shakeHands(door, patient, patient.auth(ADA)));
                assertThat(second).isNotEqualTo(first);
                learnsOf(staff, patient, second);
                bothAreListed(staff, patient, second, first);
                theAuditTrailTellsTheDay(staff);
            }
        }
    }

    private static URI door(Neuron neuron, DescribedApi api) {
        Answer webSockets = answered(200, api.stranger().ask("getWebSocketDescription", NONE));
        String described = webSockets.body().at("/channels/handshake/address").stringValue();
        assertThat(neuron.handshakeAddress()).hasPath(described);
        return neuron.handshakeAddress();
    }

    private static void registersAProvider(Staff staff) {
        Map<String, ?> ada =
                Map.of(
                        "provider_npi",
                        ADA,
                        "provider_name",
                        "Dr. Ada Example",
                        "provider_types",
                        List.of("physician"),
                        "endpoint",
                        "wss://ada.example/agent",
                        "public_key",
                        PUBLIC_KEY);
        Answer registered = answered(201, staff.agent().ask("registerProvider", NONE, ada));
        assertThat(registered.text("provider_id")).isEqualTo(ADA);
        var _ = answered(409, staff.agent().ask("registerProvider", NONE, ada));
        Map<String, String> which = Map.of("registration_id", registered.text("registration_id"));
        var _ = answered(200, staff.agent().ask("heartbeat", which));
        assertThat(
                        answered(200, staff.reader().ask("getRegistration", Map.of("npi", ADA)))
                                .text("public_key"))
                .isEqualTo(PUBLIC_KEY);
        assertThat(introductions(staff)).isEmpty();
    }

    private static String isRelated(Visit.End end) {
        assertThat(end.member("status")).as("%s", end).isEqualTo("new");
        assertThat(end.member("provider_endpoint")).isEqualTo("wss://ada.example/agent");
        assertThat(end.closeCode()).isEqualTo(1000);
        return end.member("relationship_id");
    }

    private static void isRefused(Visit.End end) {
        assertThat(end.member("code")).isEqualTo("CONSENT_FAILED");
        assertThat(end.closeCode()).isEqualTo(4003);
    }

    private static void learnsOf(Staff staff, Patient patient, String relationship) {
        JsonNode pending = introductions(staff);
        assertThat(pending).hasSize(1);
        JsonNode introduction = pending.get(0);
        assertThat(introduction.path("relationship_id").stringValue()).isEqualTo(relationship);
        assertThat(introduction.path("patient_agent_id").stringValue())
                .isEqualTo(patient.agentId());
        assertThat(introduction.path("status").stringValue()).isEqualTo("new");

        Map<String, String> which =
                Map.of("npi", ADA, "id", introduction.path("introduction_id").stringValue());
        var _ = answered(204, staff.agent().ask("acknowledgeIntroduction", which));
        assertThat(introductions(staff)).isEmpty();
        assertThat(consent(staff, patient, 200).text("relationship_id")).isEqualTo(relationship);
    }

    private static JsonNode introductions(Staff staff) {
        return answered(200, staff.agent().ask("listIntroductions", Map.of("npi", ADA)))
                .body()
                .path("data");
    }

    private static Answer consent(Staff staff, Patient patient, int status) {
        Map<String, ?> question =
                Map.of(
                        "provider_public_key",
                        PUBLIC_KEY,
                        "patient_agent_id",
                        patient.agentId(),
                        "action",
                        "messages.send");
        return answered(status, staff.agent().ask("verifyConsent", NONE, question));
    }

    private static void isListed(Staff staff, Patient patient, String relationship) {
        assertThat(listed(staff, patient, Map.of("status", "active")))
                .containsExactly(relationship + " active");
        assertThat(listed(staff, patient, Map.of("status", "terminated"))).isEmpty();
        Map<String, String> which = Map.of("relationship_id", relationship);
        Answer row = answered(200, staff.reader().ask("getRelationship", which));
        assertThat(answered(200, staff.reader().ask("getConsentStatus", which))).isEqualTo(row);
    }

    private static List<String> listed(Staff staff, Patient patient, Map<String, ?> filter) {
        Map<String, Object> filters = new HashMap<>(filter);
        filters.put("patient_agent_id", patient.agentId());
        filters.put("provider_npi", ADA);
        filters.put("limit", 10);
        return answered(200, staff.reader().ask("listRelationships", filters))
                .body()
                .path("data")
                .valueStream()
                .map(row ->
                        row.path("relationship_id").stringValue()
                                + " "
                                + row.path("status").stringValue())
                .toList();
    }

    /// @return when
    private static Instant ends(Staff staff, Patient patient, String relationship) {
        Map<String, String> which = Map.of("relationship_id", relationship);
        Map<String, String> why = Map.of("provider_npi", ADA, "reason", "moved away");
        var _ = answered(403, staff.reader().ask("terminateRelationship", which, why));
        Answer ended = answered(200, staff.console().ask("terminateRelationship", which, why));
        var _ = answered(409, staff.console().ask("terminateRelationship", which, why));
        var _ = consent(staff, patient, 410);
        return Instant.parse(ended.text("terminated_at"));
    }

    // A token says in whole seconds when it was made, and has to be later than the end.
    private static void awaitTheSecondAfter(Instant end, DescribedApi api) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (clock(api).getEpochSecond() <= end.getEpochSecond()) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    private static Instant clock(DescribedApi api) {
        return Instant.parse(
                answered(200, api.stranger().ask("getHealth", NONE)).text("timestamp"));
    }

    private static void bothAreListed(Staff staff, Patient patient, String second, String first) {
        assertThat(listed(staff, patient, NONE))
                .containsExactly(second + " active", first + " terminated");
    }

    private static void theAuditTrailTellsTheDay(Staff staff) {
        Answer entries =
                answered(200, staff.console().ask("listAuditEntries", Map.of("limit", 100)));
        assertThat(
                        entries.body()
                                .path("data")
                                .valueStream()
                                .map(it -> it.path("action").stringValue()))
                .containsSubsequence(
                        "registration.provider_added",
                        "connection.handshake_started",
                        "consent.relationship_established",
                        "connection.handshake_completed",
                        "termination.relationship_terminated",
                        "connection.handshake_failed",
                        "consent.relationship_established");
        Answer verdict = answered(200, staff.console().ask("verifyAudit", NONE));
        assertThat(verdict.body().path("verified").booleanValue()).isTrue();
        assertThat(verdict.body().path("entries").intValue())
                .isGreaterThanOrEqualTo(entries.body().path("data").size());
    }

    private static Answer answered(int status, Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        return answer;
    }

    @Test
    void nobodyAsksForWhatIsNotDescribed() throws Exception {
        try (Clinic clinic = Clinic.in(folder);
                DescribedApi api = describedBy(clinic.open())) {
            Caller caller = api.holderOf("nrn_none");

            assertNotSent(() -> caller.ask("makeCoffee", NONE));
            assertNotSent(() -> caller.ask("getRegistration", NONE));
            assertNotSent(() -> caller.ask("getRegistration", Map.of("npi", ADA, "cup", 1)));
            assertNotSent(() -> caller.ask("listRelationships", Map.of("limit", 101)));
            assertNotSent(() -> caller.ask("registerProvider", NONE));
            assertNotSent(() -> caller.ask("registerProvider", NONE, Map.of("provider_npi", ADA)));
            assertNotSent(() -> caller.ask("verifyAudit", NONE, NONE));
            assertThat(answered(401, caller.ask("verifyAudit", NONE)).text("error"))
                    .isEqualTo("Invalid API key");
        }
    }

    private static void assertNotSent(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOf(AssertionError.class);
    }
}
