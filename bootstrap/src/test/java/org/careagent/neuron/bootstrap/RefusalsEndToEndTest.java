package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.client.Json;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.handshake.ExistingRelationshipProof;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every row of the table of errors (handshake protocol, section 4), as it comes over the wire:
/// code, close code, and a message that names nothing from the request.
class RefusalsEndToEndTest {
    private static final String PROVIDER = "1245319599";
    private static final String UNKNOWN_PROVIDER = "1104900000";

    @TempDir private static Path folder;
    private static Neuron neuron;

    @BeforeAll
    static void start() {
        neuron =
                HandshakeEndToEndTest.registering(
                        Neuron.start(
                                TestSettings.in(
                                        folder.resolve("patient-table"),
                                        Settings.Storage.Kind.H2)));
    }

    @AfterAll
    static void stop() {
        neuron.close();
    }

    /// Something a patient agent does wrong.
    ///
    /// @param act plays it and returns how the visit ended
    private record Mistake(
            String name, Function<Patient, Visit.End> act, String code, int closeCode) {}

    @TestFactory
    Stream<DynamicTest> isRefused() {
        return Stream.of(
                        unreadableMessages(),
                        messagesOutOfOrder(),
                        malformedPayloads(),
                        consentsThatDoNotHold())
                .flatMap(mistakes -> mistakes)
                .map(mistake -> DynamicTest.dynamicTest(mistake.name(), () -> check(mistake)));
    }

    private static void check(Mistake mistake) {
        Patient patient = Patient.stranger();
        Visit.End end = mistake.act().apply(patient);

        assertThat(end.last()).containsOnlyKeys("type", "code", "message");
        assertThat(end.last())
                .containsEntry("type", "handshake.error")
                .containsEntry("code", mistake.code());
        assertThat(end.closeCode()).isEqualTo(mistake.closeCode());
        assertThat(end.member("message"))
                .doesNotContain(patient.agentId(), "Exception", "careagent");
    }

    private static Stream<Mistake> unreadableMessages() {
        return Stream.of(
                unreadable("text that is not JSON", "hello"),
                unreadable("an array", "[]"),
                unreadable("an empty text", ""),
                unreadable("duplicate members", "{\"type\":\"a\",\"type\":\"b\"}"),
                unreadable("data after the object", "{} {}"),
                unreadable("no type", "{}"),
                unreadable("a type that is a number", "{\"type\":1}"),
                unreadable("an unknown type", "{\"type\":\"handshake.hello\"}"),
                unreadable("a missing member", "{\"type\":\"handshake.auth\"}"),
                unreadable(
                        "nesting deeper than 64",
                        "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"),
                invalidMember("a member that is no string", "consent_token_signature", 7),
                invalidMember("another alphabet than base64url", "consent_token_payload", "a+b/"),
                invalidMember("trailing bits that are not canonical", "patient_public_key", "AB"),
                invalidMember("a blank agent id", "patient_agent_id", " \t"),
                invalidMember("an agent id with a control character", "patient_agent_id", "a\nb"),
                invalidMember("a bidirectional override", "patient_agent_id", "a\u202Eb"),
                invalidMember("an endpoint that is no URI", "patient_endpoint", "nowhere"),
                invalidMember(
                        "an endpoint of another scheme", "patient_endpoint", "ftp://a.example"),
                new Mistake(
                        "a binary frame",
                        _ -> visit(visit -> visit.sayBinary(new byte[] {1, 2, 3})),
                        "INVALID_MESSAGE",
                        4002));
    }

    private static Stream<Mistake> messagesOutOfOrder() {
        return Stream.of(
                new Mistake(
                        "an answer before the challenge",
                        patient -> say(patient.answer(Map.of("nonce", "00".repeat(32)))),
                        "INVALID_MESSAGE",
                        4002),
                new Mistake(
                        "a second token",
                        patient ->
                                challenged(
                                        patient, (visit, _) -> visit.say(patient.auth(PROVIDER))),
                        "INVALID_MESSAGE",
                        4002),
                new Mistake(
                        "an answer that cannot be read",
                        patient -> challenged(patient, (visit, _) -> visit.say("{")),
                        "INVALID_MESSAGE",
                        4002));
    }

    private static Stream<Mistake> malformedPayloads() {
        return Stream.of(
                malformed("a payload that is not JSON", "hello"),
                malformed("an empty payload", ""),
                malformed("a payload that is not an object", "\"text\""),
                claims("no expiry", "exp", null),
                claims("an expiry that is a text", "exp", "tomorrow"),
                claims("an expiry from the year 10000 on", "exp", 253_402_300_800L),
                claims("an NPI with a wrong check digit", "provider_npi", "1245319598"),
                claims("actions that are no list", "consented_actions", "all"),
                claims("mixed dialects", "expires_at", "2099-01-01T00:00:00Z"));
    }

    private static Stream<Mistake> consentsThatDoNotHold() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                member("a short key", "patient_public_key", "AAAA"),
                member("an empty key", "patient_public_key", ""),
                member("a key of small order", "patient_public_key", "A".repeat(43)),
                member("another's key", "patient_public_key", key(Patient.stranger())),
                member("a short signature", "consent_token_signature", "AAAA"),
                member("a wrong signature", "consent_token_signature", "A".repeat(86)),
                member("another's agent id", "patient_agent_id", "somebody-else"),
                failing("an expired token", Map.of("iat", now - 7200, "exp", now - 3600)),
                failing("a token of the future", Map.of("iat", now + 600, "exp", now + 3600)),
                failing("a token that expires as it is issued", Map.of("iat", now, "exp", now)),
                new Mistake(
                        "a wrong answer to the challenge",
                        patient ->
                                challenged(
                                        patient,
                                        (visit, challenge) ->
                                                visit.say(Patient.stranger().answer(challenge))),
                        "CONSENT_FAILED",
                        4003),
                new Mistake(
                        "another key under the same agent id",
                        patient -> {
                            Visit.End first = shakeHands(patient);
                            assertThat(first.closeCode()).isEqualTo(1000);
                            return shakeHands(patient.impostor());
                        },
                        "CONSENT_FAILED",
                        4003),
                new Mistake(
                        "an unknown provider",
                        patient -> say(patient.auth(UNKNOWN_PROVIDER)),
                        "PROVIDER_NOT_FOUND",
                        4003));
    }

    /// The two timers differ, so that neither can stand in for the other.
    @Test
    void losesPatienceInBothPhases() {
        Duration authTimeout = Duration.ofSeconds(2);
        Duration challengeTimeout = Duration.ofSeconds(4);
        Settings impatient =
                TestSettings.in(
                        folder.resolve("impatient"),
                        Settings.Storage.Kind.MEMORY,
                        authTimeout,
                        challengeTimeout,
                        ExistingRelationshipProof.CHALLENGE);
        try (Neuron hasty = HandshakeEndToEndTest.registering(Neuron.start(impatient))) {
            long start = System.nanoTime();
            try (Visit silent = Visit.to(hasty.handshakeAddress());
                    Visit challenged = Visit.to(hasty.handshakeAddress())) {
                challenged.say(Patient.stranger().auth(PROVIDER));
                assertThat(challenged.hear()).containsEntry("type", "handshake.challenge");

                assertTimedOut(silent.end());
                assertThat(since(start)).isGreaterThanOrEqualTo(authTimeout);
                assertTimedOut(challenged.end());
                assertThat(since(start)).isGreaterThanOrEqualTo(challengeTimeout);
            }
        }
    }

    private static void assertTimedOut(Visit.End end) {
        assertThat(end.last()).containsEntry("code", "AUTH_TIMEOUT");
        assertThat(end.closeCode()).isEqualTo(4001);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    @Test
    void saysNothingOfWhatIsBrokenInside() {
        Settings settings = TestSettings.in(folder.resolve("broken"), Settings.Storage.Kind.H2);
        try (Neuron broken = HandshakeEndToEndTest.registering(Neuron.start(settings))) {
            broken.ledger().storage().close();

            Visit.End end =
                    Visit.shakeHands(broken.handshakeAddress(), Patient.stranger(), PROVIDER);

            assertThat(end.last())
                    .containsEntry("code", "SERVER_ERROR")
                    .containsEntry("message", "Internal server error");
            assertThat(end.closeCode()).isEqualTo(1011);
        }
    }

    @Test
    void tellsNobodyWhetherARelationshipExists() {
        Patient known = Patient.stranger();
        var _ = shakeHands(known);
        Map<String, Object> identityMismatch = known.auth(PROVIDER);
        identityMismatch.put("patient_agent_id", "somebody-else");

        String ofIdentity = say(identityMismatch).member("message");
        String ofKey = shakeHands(known.impostor()).member("message");

        assertThat(ofIdentity).isEqualTo(ofKey);
    }

    private static Mistake unreadable(String name, String text) {
        return new Mistake(name, _ -> visit(visit -> visit.say(text)), "INVALID_MESSAGE", 4002);
    }

    private static Mistake invalidMember(String name, String member, Object value) {
        return new Mistake(
                name, patient -> say(altered(patient, member, value)), "INVALID_MESSAGE", 4002);
    }

    private static Mistake member(String name, String member, Object value) {
        return new Mistake(
                name, patient -> say(altered(patient, member, value)), "CONSENT_FAILED", 4003);
    }

    private static Mistake malformed(String name, String payload) {
        return new Mistake(
                name,
                patient -> say(patient.authOver(payload.getBytes(StandardCharsets.UTF_8))),
                "INVALID_MESSAGE",
                4003);
    }

    private static Mistake claims(String name, String claim, @Nullable Object value) {
        return new Mistake(
                name,
                patient -> {
                    Map<String, Object> claims = patient.claims(PROVIDER);
                    if (value == null) {
                        claims.remove(claim);
                    } else {
                        claims.put(claim, value);
                    }
                    return say(patient.auth(claims));
                },
                "INVALID_MESSAGE",
                4003);
    }

    private static Mistake failing(String name, Map<String, Object> times) {
        return new Mistake(
                name,
                patient -> {
                    Map<String, Object> claims = patient.claims(PROVIDER);
                    claims.putAll(times);
                    return say(patient.auth(claims));
                },
                "CONSENT_FAILED",
                4003);
    }

    private static Map<String, Object> altered(Patient patient, String member, Object value) {
        Map<String, Object> auth = new LinkedHashMap<>(patient.auth(PROVIDER));
        auth.put(member, value);
        return auth;
    }

    private static String key(Patient patient) {
        return String.valueOf(patient.auth(PROVIDER).get("patient_public_key"));
    }

    private static Visit.End shakeHands(Patient patient) {
        return Visit.shakeHands(neuron.handshakeAddress(), patient, PROVIDER);
    }

    private static Visit.End say(Map<String, ?> message) {
        return visit(visit -> visit.say(Json.write(message)));
    }

    private static Visit.End visit(Consumer<Visit> act) {
        try (Visit visit = Visit.to(neuron.handshakeAddress())) {
            act.accept(visit);
            return visit.end();
        }
    }

    private static Visit.End challenged(
            Patient patient, BiConsumer<Visit, Map<String, String>> act) {
        try (Visit visit = Visit.to(neuron.handshakeAddress())) {
            visit.say(patient.auth(PROVIDER));
            act.accept(visit, visit.hear());
            return visit.end();
        }
    }
}
