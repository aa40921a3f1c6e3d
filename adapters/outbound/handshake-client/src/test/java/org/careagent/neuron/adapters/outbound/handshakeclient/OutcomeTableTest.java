package org.careagent.neuron.adapters.outbound.handshakeclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.CHALLENGE;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.COMPLETE;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.NONCE;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.RELATIONSHIP;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.afterAnswer;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.afterAuth;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.challenge;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.complete;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.ending;
import static org.careagent.neuron.adapters.outbound.handshakeclient.Scripts.error;

import org.careagent.neuron.adapters.outbound.handshakeclient.FakeNeuron.Script;
import org.careagent.neuron.adapters.outbound.handshakeclient.Outcome.Obstacle;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Whatever a server does, there is an outcome, and in time.
@Timeout(60)
class OutcomeTableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HASTE = Duration.ofMillis(1_200);
    private static final byte[] NOTHING = {};

    @ParameterizedTest(name = "{0}")
    @MethodSource({"completed", "refused", "closed", "turnedAway"})
    void tellsWhatTheNeuronSaid(String name, Script script, Outcome expected)
            throws InterruptedException {
        assertThat(Scripts.visit(script, PATIENCE, (_, _) -> {})).isEqualTo(expected);
    }

    static Stream<Arguments> completed() {
        return Stream.of(
                row("new", afterAnswer(ending(COMPLETE, 1000)), completed(true)),
                row("existing", afterAnswer(ending(complete("existing"), 1000)), completed(false)),
                row(
                        "no challenge",
                        afterAuth(ending(complete("existing"), 1000)),
                        completed(false)),
                row(
                        "in fragments, with pings and pongs between",
                        afterAnswer(guest -> {
                            byte[] all = COMPLETE.getBytes(StandardCharsets.UTF_8);
                            guest.frame(0x01, all);
                            guest.frame(Guest.FIN_PING, NOTHING);
                            guest.frame(0x8A, NOTHING);
                            guest.frame(0x80, NOTHING);
                            guest.close(1000);
                        }),
                        completed(true)));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal("AUTH_TIMEOUT", 4001, Optional.empty()),
                refusal("INVALID_MESSAGE", 4002, Optional.empty()),
                refusal("INVALID_MESSAGE", 4003, Optional.empty()),
                refusal("CONSENT_FAILED", 4003, Optional.of(Duration.ZERO)),
                refusal("PROVIDER_NOT_FOUND", 4003, Optional.empty()),
                refusal("SERVER_ERROR", 1011, Optional.empty()),
                refusal("TEA_TIME", 4444, Optional.empty()),
                row(
                        "after the challenge",
                        afterAnswer(ending(error("PROVIDER_NOT_FOUND", "gone"), 4003)),
                        new Outcome.Refused("PROVIDER_NOT_FOUND", "gone", 4003, Optional.empty())),
                row(
                        "with an escape sequence",
                        afterAuth(ending(error("SERVER_ERROR", "\\u001b[2Ja\\u202eb\u009b"), 1011)),
                        new Outcome.Refused(
                                "SERVER_ERROR",
                                "\\u001b[2Ja\\u202eb\\u009b",
                                1011,
                                Optional.empty())),
                row(
                        "with a long text",
                        afterAuth(ending(error("SERVER_ERROR", "x".repeat(20_000)), 1011)),
                        new Outcome.Refused(
                                "SERVER_ERROR",
                                "x".repeat(1_000) + "... (20000 characters)",
                                1011,
                                Optional.empty())));
    }

    private static Arguments refusal(String code, int close, Optional<Duration> lead) {
        return row(
                code + " " + close,
                afterAuth(ending(error(code, "no"), close)),
                new Outcome.Refused(code, "no", close, lead));
    }

    static Stream<Arguments> closed() {
        return Stream.concat(
                Stream.of(1001, 1002, 1007, 1009)
                        .map(code ->
                                row(
                                        "close " + code,
                                        afterAuth(guest -> guest.close(code)),
                                        new Outcome.Closed(code, ""))),
                Stream.of(
                        row(
                                "lost",
                                guest -> {
                                    guest.upgrade();
                                    String _ = guest.hear();
                                },
                                new Outcome.Closed(1006, "it ended without a close frame"))));
    }

    static Stream<Arguments> turnedAway() {
        return Stream.of(
                row(
                        "HTTP 503",
                        http("503 Busy\r\nRetry-After: 7"),
                        new Outcome.TurnedAway(503, Optional.of("7"))),
                row("HTTP 404", http("404 X"), new Outcome.TurnedAway(404, Optional.empty())),
                row("HTTP 426", http("426 X"), new Outcome.TurnedAway(426, Optional.empty())),
                row("HTTP 400", http("400 X"), new Outcome.TurnedAway(400, Optional.empty())),
                row("HTTP 403", http("403 X"), new Outcome.TurnedAway(403, Optional.empty())),
                row("HTTP 302", http("302 X"), new Outcome.TurnedAway(302, Optional.empty())),
                row("HTTP 200", http("200 X"), new Outcome.TurnedAway(200, Optional.empty())));
    }

    private static Script http(String status) {
        return guest -> guest.raw("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nhi");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void saysWhatTheNeuronMustNotDo(String what, Script script) throws InterruptedException {
        assertThat(Scripts.visit(script, PATIENCE, (_, _) -> {}))
                .isEqualTo(new Outcome.ProtocolBroken(what));
    }

    static Stream<Arguments> saysWhatTheNeuronMustNotDo() {
        String after = "after handshake.complete (relationship " + RELATIONSHIP + ") it ";
        return Stream.of(
                row(
                        "its answer to the upgrade request is not WebSocket's: Bad"
                                + " Sec-WebSocket-Accept",
                        guest -> guest.upgrade("AAAA")),
                row("it sent a binary frame", afterAuth(g -> g.frame(Guest.FIN_BINARY, NOTHING))),
                row("it sent a message that is not valid JSON", saying("{")),
                row("it sent a message that is not valid JSON", saying("")),
                row("it sent a message that is not valid JSON", saying(CHALLENGE + CHALLENGE)),
                row("it sent a message that is not valid JSON", saying("{\"type\":1,\"type\":2}")),
                row("it sent a message that is not valid JSON", saying("[".repeat(60_000))),
                row("it sent a message that is not a JSON object", saying("[]")),
                row("it sent a message without type", saying("{}")),
                row("it sent a message without type", saying("{\"type\":1}")),
                row("it sent a message of unknown type \\u0007", saying("{\"type\":\"\\u0007\"}")),
                row(
                        "it sent handshake.error with no message",
                        saying("{\"type\":\"handshake.error\",\"code\":\"SERVER_ERROR\"}")),
                row(
                        "it sent handshake.error with code that is no string",
                        saying("{\"type\":\"handshake.error\",\"code\":7}")),
                row(
                        "it sent handshake.challenge with nonce that is not 64 lower-case hex digits",
                        saying(challenge(NONCE.toUpperCase(Locale.ROOT), "1245319599"))),
                row(
                        "it sent handshake.challenge with nonce that is not 64 lower-case hex digits",
                        saying(challenge("00", "1245319599"))),
                row(
                        "it sent handshake.challenge with provider_npi that is not an NPI",
                        saying(challenge(NONCE, "1245319590"))),
                row(
                        "its challenge is for another provider, 1679576722; it was not signed",
                        saying(challenge(NONCE, "1679576722"))),
                row("it sent a second challenge", afterAnswer(guest -> guest.say(CHALLENGE))),
                row(
                        "it founded a relationship without asking for proof of the key",
                        saying(COMPLETE)),
                row(
                        "it sent handshake.complete with relationship_id that is not a UUID",
                        saying(COMPLETE.replace(RELATIONSHIP, "1-2-3-4-5"))),
                row(
                        "it sent handshake.complete with provider_endpoint that is not an absolute"
                                + " wss:, ws:, https: or http: URI",
                        saying(COMPLETE.replace("wss://ada.example", "javascript:1"))),
                row(
                        "it sent handshake.complete with status that is not new or existing",
                        saying(complete("old"))),
                row(after + "closed with 4003, not 1000", afterAnswer(ending(COMPLETE, 4003))),
                row(
                        after + "sent another message",
                        afterAnswer(g -> {
                            g.say(COMPLETE);
                            g.say(COMPLETE);
                        })),
                row(
                        after + "sent a binary frame",
                        afterAnswer(g -> {
                            g.say(COMPLETE);
                            g.frame(Guest.FIN_BINARY, NOTHING);
                        })),
                row(
                        after + "sent no close frame",
                        guest -> {
                            guest.upgrade();
                            String _ = guest.hear();
                            guest.say(CHALLENGE);
                            String _ = guest.hear();
                            guest.say(COMPLETE);
                        }),
                row(
                        "after handshake.error (CONSENT_FAILED: no) it closed with 1000, which does"
                                + " not go with that error",
                        afterAuth(ending(error("CONSENT_FAILED", "no"), 1000))),
                row(
                        "it closed with 4003 and without handshake.error",
                        afterAuth(guest -> guest.close(4003))),
                row(
                        "it closed with 1000 and without handshake.error",
                        afterAuth(guest -> guest.close(1000))),
                row(
                        "it sent a message of more than 65536 characters",
                        afterAuth(OutcomeTableTest::talkForEver)),
                row("it sent more than 5000 frames", afterAuth(OutcomeTableTest::pingForEver)));
    }

    private static void talkForEver(Guest guest) throws IOException {
        byte[] part = "x".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
        guest.frame(0x01, part);
        while (true) {
            guest.frame(0x00, part);
        }
    }

    private static void pingForEver(Guest guest) throws IOException {
        while (true) {
            guest.frame(Guest.FIN_PING, new byte[100]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void saysThatWebSocketsRulesWereBroken(String name, Script script) throws InterruptedException {
        assertThat(Scripts.visit(script, PATIENCE, (_, _) -> {}))
                .isInstanceOfSatisfying(
                        Outcome.ProtocolBroken.class,
                        broken ->
                                assertThat(broken.what())
                                        .startsWith("it broke WebSocket's own rules: ")
                                        .doesNotEndWith("null"));
    }

    static Stream<Arguments> saysThatWebSocketsRulesWereBroken() {
        return Stream.of(
                row("a masked frame", afterAuth(g -> g.raw(new byte[] {(byte) 0x81, (byte) 0x80}))),
                row("a reserved bit", afterAuth(g -> g.frame(0xC1, NOTHING))),
                row("a reserved opcode", afterAuth(g -> g.frame(0x83, NOTHING))),
                row("a fragmented ping", afterAuth(g -> g.frame(0x09, NOTHING))),
                row("a close code that is none", afterAuth(g -> g.close(1005))),
                row("no UTF-8", afterAuth(g -> g.frame(Guest.FIN_TEXT, new byte[] {(byte) 0xC0}))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void saysThatNobodyIsThereToTalkTo(String name, Script script, Obstacle obstacle, String detail)
            throws InterruptedException {
        assertThat(Scripts.visit(script, HASTE, (_, _) -> {}))
                .isEqualTo(new Outcome.Unreachable(obstacle, detail));
    }

    static Stream<Arguments> saysThatNobodyIsThereToTalkTo() {
        return Stream.of(
                Arguments.of(
                        "silence at the door",
                        (Script) Guest::awaitEnd,
                        Obstacle.TIMEOUT,
                        "no answer within 1200 ms"),
                Arguments.of(
                        "silence after auth",
                        afterAuth(_ -> {}),
                        Obstacle.TIMEOUT,
                        "handshake.auth was not answered within 1200 ms"),
                Arguments.of(
                        "silence after the answer",
                        afterAnswer(_ -> {}),
                        Obstacle.TIMEOUT,
                        "handshake.challenge_response was not answered within 1200 ms"),
                Arguments.of(
                        "gone without a word",
                        (Script) _ -> {},
                        Obstacle.OTHER,
                        "the connection was closed without an answer"),
                Arguments.of(
                        "no HTTP",
                        (Script) guest -> guest.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"),
                        Obstacle.OTHER,
                        "Invalid status line: \"SSH-2.0-OpenSSH_9.2\""),
                Arguments.of(
                        "a body without end",
                        (Script) OutcomeTableTest::answerForEver,
                        Obstacle.OTHER,
                        "it answers by HTTP, not by WebSocket, and its answer does not end"));
    }

    private static void answerForEver(Guest guest) throws IOException {
        guest.raw("HTTP/1.1 200 OK\r\n\r\n");
        guest.awaitEnd();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void doesNotWaitForACloseThatDoesNotCome(String what, Script script)
            throws InterruptedException {
        assertThat(Scripts.visit(script, HASTE, (_, _) -> {}))
                .isEqualTo(new Outcome.ProtocolBroken(what));
    }

    static Stream<Arguments> doesNotWaitForACloseThatDoesNotCome() {
        return Stream.of(
                row(
                        "after handshake.complete (relationship "
                                + RELATIONSHIP
                                + ") it sent no close frame",
                        afterAnswer(guest -> guest.say(COMPLETE))),
                row(
                        "after handshake.error (SERVER_ERROR: no) it sent no close frame",
                        afterAuth(guest -> guest.say(error("SERVER_ERROR", "no")))));
    }

    private static Script saying(String text) {
        return afterAuth(guest -> guest.say(text));
    }

    private static Outcome completed(boolean isNew) {
        return new Outcome.Completed(
                UUID.fromString(RELATIONSHIP), new AgentEndpoint("wss://ada.example"), isNew);
    }

    private static Arguments row(String name, Script script, Outcome expected) {
        return Arguments.of(name, script, expected);
    }

    private static Arguments row(String name, Script script) {
        return Arguments.of(name, script);
    }
}
