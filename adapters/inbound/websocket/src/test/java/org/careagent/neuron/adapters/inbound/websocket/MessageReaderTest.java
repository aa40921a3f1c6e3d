package org.careagent.neuron.adapters.inbound.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import org.careagent.neuron.application.handshake.PatientMessage;
import org.careagent.neuron.domain.consent.ConsentToken;
import org.careagent.neuron.domain.consent.Presentation;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The rules are the handshake protocol's, section 2. Every value of a bad message holds `zq7`, or
/// 7007 where it is a number: no answer may.
final class MessageReaderTest {
    private static final String BASE64URL = " must be a string in base64url (RFC 4648, section 5)";
    private static final String AGENT_ID =
            " must be a string of 1 to 256 characters, not all blank, without control or"
                    + " bidirectional-override characters";
    private static final String ENDPOINT =
            " must be an absolute wss:, ws:, https: or http: URI of at most 2048 characters, without"
                    + " user information or fragment";

    private static final Map<String, String> AUTH_RULES =
            rules(
                    "consent_token_payload", BASE64URL,
                    "consent_token_signature", BASE64URL,
                    "patient_agent_id", AGENT_ID,
                    "patient_public_key", BASE64URL,
                    "patient_endpoint", ENDPOINT);
    private static final Map<String, String> ANSWER_RULES = rules("signed_nonce", BASE64URL);

    private static final Message AUTH =
            new Message(new LinkedHashMap<>())
                    .with("type", quoted("handshake.auth"))
                    .with("consent_token_payload", quoted("AQI"))
                    .with("consent_token_signature", quoted("AwQF"))
                    .with("patient_agent_id", quoted("patient-7"))
                    .with("patient_public_key", quoted("_-8"))
                    .with("patient_endpoint", quoted("wss://patient.example/agent"));
    private static final Message ANSWER =
            new Message(new LinkedHashMap<>())
                    .with("type", quoted("handshake.challenge_response"))
                    .with("signed_nonce", quoted("AwQF"));

    @Nested
    class AGoodMessage {
        @Test
        void isReadMemberByMember() {
            assertThat(AUTH.read())
                    .isEqualTo(
                            new PatientMessage.Auth(
                                    new Presentation(
                                            new ConsentToken(
                                                    bytes(1, 2), new Signature(bytes(3, 4, 5))),
                                            new AgentId("patient-7"),
                                            new PresentedKey(bytes(0xff, 0xef)),
                                            new AgentEndpoint("wss://patient.example/agent"))));
            assertThat(ANSWER.read())
                    .isEqualTo(new PatientMessage.ChallengeResponse(new Signature(bytes(3, 4, 5))));
        }

        @Test
        void hasItsMembersInAnyOrder() {
            assertThat(new Message(AUTH.members().reversed()).read()).isEqualTo(AUTH.read());
        }

        @Test
        void maySpellBase64urlWithPadding() {
            assertThat(
                            AUTH.with("consent_token_payload", quoted("AQI="))
                                    .with("patient_public_key", quoted("_-8="))
                                    .read())
                    .isEqualTo(AUTH.read());
            assertThat(ANSWER.with("signed_nonce", quoted("AQ==")).read())
                    .isEqualTo(ANSWER.with("signed_nonce", quoted("AQ")).read());
        }

        /// It is well-formed; that it can hold no signature is the consent's affair (4003).
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "consent_token_payload",
                    "consent_token_signature",
                    "patient_public_key"
                })
        void mayHaveNothingInBase64url(String member) {
            assertThat(AUTH.with(member, quoted("")).read())
                    .isInstanceOf(PatientMessage.Auth.class);
            assertThat(ANSWER.with("signed_nonce", quoted("")).read())
                    .isEqualTo(new PatientMessage.ChallengeResponse(new Signature(bytes())));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "7007", "{\"type\":[[]]}", "\"handshake.auth\""})
        void mayHaveMembersThatNobodyKnows(String value) {
            assertThat(AUTH.with("nonce", value).with("signed_nonce", value).read())
                    .isEqualTo(AUTH.read());
            assertThat(ANSWER.with("patient_agent_id", value).read()).isEqualTo(ANSWER.read());
        }

        @ParameterizedTest
        @ValueSource(strings = {"\uD83D\uDE00", "\\ud83d\\ude00"})
        void mayNameAnAgentOf256CharactersBeyondTheBasicPlane(String character) {
            assertThat(AUTH.with("patient_agent_id", quoted(character.repeat(256))).read())
                    .isInstanceOfSatisfying(
                            PatientMessage.Auth.class,
                            auth ->
                                    assertThat(auth.presentation().patient().value())
                                            .isEqualTo("\uD83D\uDE00".repeat(256)));
            assertUnreadable(
                    AUTH.with("patient_agent_id", quoted(character.repeat(257))),
                    "patient_agent_id" + AGENT_ID + ".");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "wss://patient.example",
                    "ws://[::1]:8080/a?b=c",
                    "https://a_b/",
                    "HTTP://h"
                })
        void mayNameAnyAbsoluteEndpoint(String endpoint) {
            assertThat(AUTH.with("patient_endpoint", quoted(endpoint)).read())
                    .isInstanceOfSatisfying(
                            PatientMessage.Auth.class,
                            auth ->
                                    assertThat(auth.presentation().endpoint().uri())
                                            .isEqualTo(endpoint));
        }
    }

    @Nested
    class WhatIsNoJsonObject {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        ``                              | it is not valid JSON
                        zq7                             | it is not valid JSON
                        {"zq7"                          | it is not valid JSON
                        {'zq7':1}                       | it is not valid JSON
                        ["zq7"]                         | it is not a JSON object
                        "zq7"                           | it is not a JSON object
                        7007                            | it is not a JSON object
                        null                            | it is not a JSON object
                        {"zq7":1,"zq7":2}               | an object in it has two members of the same name
                        {"type":"zq7","type":"zq7"}     | an object in it has two members of the same name
                        {"a":7007e7007}                 | a number in it is out of range
                        {"type":"zq7\\ud800"}           | a text in it has half of a surrogate pair
                        {"type":"zq7"}zq7               | something follows the JSON object
                        """)
        void isSaidToBeNone(String text, String why) {
            assertUnreadable(text, "The message must be one JSON object, but " + why + ".");
        }

        @Test
        void mayBeNestedTooDeeply() {
            assertUnreadable(
                    "{\"zq7\":".repeat(65) + "7007" + "}".repeat(65),
                    "The message must be one JSON object, but it is nested deeper than 64 levels.");
        }
    }

    @Nested
    class TheType {
        @Test
        void isNeeded() {
            assertUnreadable(AUTH.without("type"), "type is missing.");
            assertUnreadable("{}", "type is missing.");
        }

        @ParameterizedTest
        @MethodSource("org.careagent.neuron.adapters.inbound.websocket.MessageReaderTest#noStrings")
        void isAString(String value) {
            assertUnreadable(AUTH.with("type", value), "type must be a string.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "zq7",
                    "Handshake.auth",
                    "handshake.auth ",
                    "handshake.challenge",
                    "handshake.complete",
                    "handshake.error"
                })
        void isOneOfTwo(String type) {
            assertUnreadable(
                    AUTH.with("type", quoted(type)),
                    "type must be handshake.auth or handshake.challenge_response.");
        }
    }

    @Nested
    class AMember {
        @ParameterizedTest(name = "{1}")
        @MethodSource(
                "org.careagent.neuron.adapters.inbound.websocket.MessageReaderTest#everyMember")
        void isNeeded(Message good, String member) {
            assertUnreadable(good.without(member), member + " is missing.");
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource(
                "org.careagent.neuron.adapters.inbound.websocket.MessageReaderTest#everyMember")
        void isAString(Message good, String member, String rule) {
            noStrings().forEach(value -> assertUnreadable(good.with(member, value), rule + "."));
        }

        @ParameterizedTest(name = "{1}")
        @MethodSource(
                "org.careagent.neuron.adapters.inbound.websocket.MessageReaderTest#everyMember")
        void keepsItsRule(Message good, String member, String rule) {
            badValues(rule)
                    .forEach(value ->
                            assertUnreadable(good.with(member, quoted(value)), rule + "."));
        }
    }

    @Nested
    class AllThatIsWrong {
        @Test
        void isNamedAtOnceWhenItIsMissing() {
            assertUnreadable(
                    "{\"type\":\"handshake.auth\"}",
                    AUTH_RULES.keySet().stream()
                                    .map(member -> member + " is missing")
                                    .collect(joining("; "))
                            + ".");
        }

        @Test
        void isNamedAtOnceWhenItIsBad() {
            Message bad = AUTH;
            for (String member : AUTH_RULES.keySet()) {
                bad = bad.with(member, quoted("zq7\\u0000"));
            }
            assertUnreadable(bad, String.join("; ", AUTH_RULES.values()) + ".");
        }

        @Test
        void isNamedAtOnceWhateverIsWrongWithIt() {
            assertUnreadable(
                    AUTH.without("consent_token_payload")
                            .with("patient_agent_id", "7007")
                            .with("patient_endpoint", quoted("zq7")),
                    "consent_token_payload is missing; "
                            + AUTH_RULES.get("patient_agent_id")
                            + "; "
                            + AUTH_RULES.get("patient_endpoint")
                            + ".");
        }
    }

    private static Stream<Arguments> everyMember() {
        return Stream.concat(
                AUTH_RULES.entrySet().stream()
                        .map(rule -> Arguments.of(AUTH, rule.getKey(), rule.getValue())),
                ANSWER_RULES.entrySet().stream()
                        .map(rule -> Arguments.of(ANSWER, rule.getKey(), rule.getValue())));
    }

    private static Stream<String> noStrings() {
        return Stream.of(
                "null", "true", "7007", "70.07", "[\"zq7\"]", "[]", "{\"zq7\":\"zq7\"}", "{}");
    }

    private static List<String> badValues(String rule) {
        if (rule.endsWith(BASE64URL)) {
            return List.of(
                    "zq7+",
                    "zq7/",
                    "zq7 ",
                    " zq7",
                    "zq7\\n",
                    "zq7.",
                    "=",
                    "zq7=zq7=",
                    "zq7==",
                    "zq7AA",
                    "zq7AB",
                    "\u00e9zq7");
        }
        return rule.endsWith(AGENT_ID)
                ? List.of(
                        "",
                        " ",
                        "\\t",
                        "\u00a0\u3000",
                        "zq7\\u0000",
                        "zq7\\n",
                        "zq7\\u007f",
                        "zq7\\u202e",
                        "zq7\\u2066",
                        "zq7".repeat(86))
                : List.of(
                        "",
                        "zq7",
                        "/zq7",
                        "//zq7.example",
                        "ftp://zq7.example",
                        "wss:zq7",
                        "wss:///zq7",
                        "wss://zq7@zq7.example",
                        "wss://zq7.example/#zq7",
                        "wss://zq7.example/\u00e9",
                        "wss://zq7.example:70070",
                        " wss://zq7.example",
                        "wss://zq7.example/" + "zq7".repeat(700));
    }

    private static void assertUnreadable(Message message, String whatToMend) {
        assertUnreadable(message.json(), whatToMend);
    }

    private static void assertUnreadable(String text, String whatToMend) {
        assertThat(MessageReader.read(text))
                .describedAs(text)
                .isEqualTo(new PatientMessage.Unreadable(whatToMend));
        assertThat(whatToMend).doesNotContain("zq7", "7007");
    }

    private static SequencedMap<String, String> rules(String... namesAndRules) {
        SequencedMap<String, String> rules = new LinkedHashMap<>();
        for (int i = 0; i < namesAndRules.length; i += 2) {
            rules.put(namesAndRules[i], namesAndRules[i] + namesAndRules[i + 1]);
        }
        return rules;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static Bytes bytes(int... values) {
        byte[] content = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            content[i] = (byte) values[i];
        }
        return Bytes.of(content);
    }

    /// A message under construction: the members by name, each value as raw JSON.
    record Message(SequencedMap<String, String> members) {
        Message with(String name, String rawJson) {
            SequencedMap<String, String> more = new LinkedHashMap<>(members);
            more.put(name, rawJson);
            return new Message(more);
        }

        Message without(String name) {
            SequencedMap<String, String> fewer = new LinkedHashMap<>(members);
            fewer.remove(name);
            return new Message(fewer);
        }

        String json() {
            return members.entrySet().stream()
                    .map(member -> quoted(member.getKey()) + ':' + member.getValue())
                    .collect(joining(",", "{", "}"));
        }

        PatientMessage read() {
            return MessageReader.read(json());
        }
    }
}
