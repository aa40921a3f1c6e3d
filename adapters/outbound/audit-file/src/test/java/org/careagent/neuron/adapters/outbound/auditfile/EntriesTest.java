package org.careagent.neuron.adapters.outbound.auditfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditEventSamples;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

final class EntriesTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    /// The audit log's table, one line an event of [AuditEventSamples#ofEveryKind()], in its order.
    private static final String TABLE =
            """
            {"action":"neuron_start","category":"admin","details":{"npi":"1234567893","version":"0.1.0"}}
            {"action":"neuron_stop","category":"admin","details":{"npi":"1234567893","version":"0.1.0"}}
            {"action":"registration.provider_added","actor":"operator:ada","category":"registration","details":{"provider_npi":"1245319599"}}
            {"action":"registration.provider_removed","actor":"operator:ada","category":"registration","details":{"provider_npi":"1245319599"}}
            {"action":"consent.patient_released","actor":PATIENT,"category":"consent","details":{"patient_agent_id":PATIENT,"released_by":"operator:ada"}}
            {"action":"api_key.created","actor":"operator:ada","category":"admin","details":{"key_id":KEY,"name":"front desk","scope":["read","admin"]}}
            {"action":"api_key.created","actor":"operator:ada","category":"admin","details":{"expires_at":"2027-01-31T00:00:00Z","key_id":KEY,"name":"Dr. Ada","provider_npi":"1245319599","scope":["provider"]}}
            {"action":"api_key.revoked","actor":"operator:ada","category":"admin","details":{"key_id":KEY}}
            {"action":"consent.mended","actor":PATIENT,"category":"consent","details":{"done":"it is void","found":"the storage does not have it, and nobody was told of it","relationship_id":RELATIONSHIP}}
            {"action":"termination.relationship_terminated","actor":"1245319599","category":"termination","details":{"reason":"moved away","relationship_id":RELATIONSHIP}}
            {"action":"key.rotated","actor":"operator:ada","category":"admin","details":{"key_id_after":"4e5f6071","key_id_before":"0a1b2c3d"}}
            {"action":"backup","actor":"operator:ada","category":"admin","details":{"last_sequence":42,"relationships":17}}
            {"action":"restore","actor":"operator:ada","category":"admin","details":{"last_sequence":42,"relationships":17}}
            {"action":"audit.repaired","category":"admin","details":{"known_hash":"abababababababababababababababababababababababababababababababab","known_sequence":42}}
            {"action":"connection.refusals_coalesced","category":"connection","details":{"address":"192.0.2.7","count":500,"since":"1970-01-01T00:00:00.000Z"}}
            {"action":"auth_failures_coalesced","category":"api_access","details":{"address":"others","count":9,"since":"1970-01-01T00:00:00.000Z"}}
            {"action":"api_request","actor":"key:00000000-0000-4000-8000-000000000003","category":"api_access","details":{"key_id":KEY,"method":"GET","path":"/v1/status"}}
            {"action":"auth_failure","category":"api_access","details":{"method":"GET","path":"/v1/status","reason":"unknown"}}
            {"action":"rate_limited","actor":"key:00000000-0000-4000-8000-000000000003","category":"api_access","details":{"key_id":KEY,"method":"GET","path":"/v1/status"}}
            {"action":"connection.handshake_started","actor":PATIENT,"category":"connection","details":{"session_id":SESSION}}
            {"action":"connection.handshake_completed","actor":PATIENT,"category":"connection","details":{"provider_npi":"1245319599","relationship_id":RELATIONSHIP,"session_id":SESSION,"status":"new"}}
            {"action":"connection.handshake_completed","actor":PATIENT,"category":"connection","details":{"provider_npi":"1245319599","relationship_id":RELATIONSHIP,"session_id":SESSION,"status":"existing"}}
            {"action":"connection.handshake_failed","actor":PATIENT,"category":"connection","details":{"error":"CONSENT_FAILED","provider_npi":"1245319599","reason":"signature over the nonce does not hold","session_id":SESSION}}
            {"action":"connection.handshake_failed","category":"connection","details":{"error":"INVALID_MESSAGE","provider_npi":"unknown","reason":"message out of order","session_id":SESSION}}
            {"action":"connection.handshake_failed","actor":PATIENT,"category":"connection","details":{"error":"INVALID_MESSAGE","provider_npi":"unknown","reason":"malformed claims: exp must be an integer","session_id":SESSION}}
            {"action":"connection.timeout","actor":PATIENT,"category":"connection","details":{"phase":"challenged","session_id":SESSION}}
            {"action":"connection.timeout","category":"connection","details":{"phase":"authenticating","session_id":SESSION}}
            {"action":"consent.relationship_established","actor":PATIENT,"category":"consent","details":{"consented_actions":["read","write \\"all\\""],"provider_npi":"1245319599","relationship_id":RELATIONSHIP}}
            {"action":"consent.relationship_established","actor":PATIENT,"category":"consent","details":{"consented_actions":[],"provider_npi":"1245319599","relationship_id":RELATIONSHIP}}
            {"action":"consent.relationship_renewed","actor":PATIENT,"category":"consent","details":{"changed":["patient_endpoint"],"relationship_id":RELATIONSHIP}}
            {"action":"consent.relationship_renewed","actor":PATIENT,"category":"consent","details":{"changed":["patient_endpoint","consented_actions"],"relationship_id":RELATIONSHIP}}
            """
                    .replace("PATIENT", "\"agent \\\"ü\\\\😀/€\"")
                    .replace("KEY", "\"00000000-0000-4000-8000-000000000003\"")
                    .replace("SESSION", "\"00000000-0000-4000-8000-000000000001\"")
                    .replace("RELATIONSHIP", "\"00000000-0000-4000-8000-000000000002\"");

    private static final String GOLDEN =
            """
            {"action":"neuron_start","category":"admin","details":{"npi":"1234567893","version":"0.1.0"},"hash":"c081b12b70aab3eb50ef14b0a033fb4c964223c9847d644461a0a608a63f610e","prev_hash":"0000000000000000000000000000000000000000000000000000000000000000","sequence":1,"timestamp":"2026-02-03T04:05:06.000Z"}
            {"action":"connection.handshake_started","actor":"ü","category":"connection","details":{"session_id":"00000000-0000-4000-8000-000000000001"},"hash":"a451661ea28b4e1e3b8b966ece93718b252a8d8f30078f50a3e47f73fd5fbe4d","prev_hash":"c081b12b70aab3eb50ef14b0a033fb4c964223c9847d644461a0a608a63f610e","sequence":2,"timestamp":"2026-02-03T04:05:06.000Z"}
            """;

    @Test
    void spellsEveryEventAsTheTableOfActionsSays() {
        String entries =
                AuditEventSamples.ofEveryKind().stream()
                        .map(event -> content(Entries.of(event)) + "\n")
                        .collect(Collectors.joining());

        assertThat(entries).isEqualTo(TABLE);
    }

    @Test
    void countsWhatWasCutAndRepeatsNoneOfIt() {
        assertThat(content(Entries.repaired(17)))
                .isEqualTo(
                        "{\"action\":\"audit.repaired\",\"category\":\"admin\",\"details\":{\"bytes_cut\":17}}");
    }

    /// Worked out with Python's `json` and `hashlib`.
    @Test
    void linksAndHashesAsOthersDo() {
        AuditEvent event = new AuditEvent.NeuronStarted(AuditEventSamples.ORGANIZATION, "0.1.0");

        Batch batch =
                Batch.of(
                        List.of(
                                Body.of(Entries.of(event).note()),
                                Body.of(Entries.of(AuditEventSamples.startedBy("ü")).note())),
                        Link.BEFORE_THE_FIRST,
                        NOW);

        assertThat(new String(batch.lines().toArray(), StandardCharsets.UTF_8)).isEqualTo(GOLDEN);
        assertThat(batch.last().sequence()).isEqualTo(2);
    }

    @Test
    void stampsThreeDigitsOfASecondWhateverTheClockSays() {
        assertThat(stamp("2026-02-03T04:05:06Z")).isEqualTo("2026-02-03T04:05:06.000Z");
        assertThat(stamp("2026-02-03T04:05:06.1239Z")).isEqualTo("2026-02-03T04:05:06.123Z");
    }

    @Test
    void recordsALoneSurrogateAsAQuestionMark() {
        Entry entry =
                new Entry(
                        Action.NEURON_START,
                        Optional.of("\ud800"),
                        Map.of("version", new Detail.Text("a\udc00")));

        assertThat(content(entry))
                .isEqualTo(
                        "{\"action\":\"neuron_start\",\"actor\":\"?\",\"category\":\"admin\",\"details\":{\"version\":\"a?\"}}");
    }

    private static String stamp(String now) {
        return Timestamps.of(Instant.parse(now));
    }

    private static String content(Entry entry) {
        return entry.note().text();
    }
}
