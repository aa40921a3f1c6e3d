package org.careagent.neuron.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.domain.consent.ClaimsPayload.own;
import static org.careagent.neuron.domain.consent.ClaimsPayload.quoted;
import static org.careagent.neuron.domain.consent.ClaimsPayload.registry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What every [ClaimsReader] keeps (handshake protocol, section 3). Extend it and name the reader.
///
/// The text claims of the samples hold `zq7`, and no complaint may.
public abstract class ClaimsReaderContract {
    private static final String MARK = "zq7";
    private static final ConsentClaims EXPECTED =
            new ConsentClaims(
                    new AgentId("zq7-patient"),
                    new Npi("1234567893"),
                    new ConsentedActions(List.of("zq7:read", "zq7:write")),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2026-01-01T01:00:00Z"));

    /// The reader to be tested.
    protected abstract ClaimsReader reader();

    private ConsentClaims read(ClaimsPayload payload) {
        return read(payload.bytes());
    }

    private ConsentClaims read(Bytes payload) {
        return switch (reader().read(payload)) {
            case ClaimsReading.Read(ConsentClaims claims) -> claims;
            case ClaimsReading.Malformed(String whatToMend) ->
                    throw new AssertionError("refused: " + whatToMend);
        };
    }

    private void refuses(ClaimsPayload payload) {
        refuses(payload.bytes());
    }

    private void refuses(String json) {
        refuses(Bytes.of(json.getBytes(UTF_8)));
    }

    private void refuses(Bytes payload) {
        assertThat(reader().read(payload))
                .isInstanceOfSatisfying(
                        ClaimsReading.Malformed.class,
                        malformed ->
                                assertThat(malformed.whatToMend())
                                        .isNotBlank()
                                        .doesNotContainIgnoringCase(MARK));
    }

    @Nested
    class TheProtocolsOwnDialect {
        @Test
        void isRead() {
            assertThat(read(own())).isEqualTo(EXPECTED);
        }

        @Test
        void isReadInAnyOrderOfItsMembers() {
            ClaimsPayload backwards = new ClaimsPayload(own().members().reversed());

            assertThat(read(backwards)).isEqualTo(EXPECTED);
        }

        @Test
        void isReadWithWhiteSpaceAround() {
            Bytes spaced = Bytes.of((" \t\r\n" + own().json() + "\n ").getBytes(UTF_8));

            assertThat(read(spaced)).isEqualTo(EXPECTED);
        }

        @Test
        void mayCarryANonceWhichIsIgnored() {
            assertThat(read(own().with("nonce", quoted("")))).isEqualTo(EXPECTED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"patient_agent_id", "provider_npi", "consented_actions", "iat", "exp"})
        void needsEachOfItsClaims(String claim) {
            refuses(own().without(claim));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        patient_agent_id  | null
                        patient_agent_id  | 7
                        patient_agent_id  | ["zq7-patient"]
                        provider_npi      | null
                        provider_npi      | 1234567893
                        provider_npi      | {"npi":"1234567893"}
                        consented_actions | null
                        consented_actions | "zq7:read"
                        consented_actions | {"zq7:read":true}
                        consented_actions | [null]
                        consented_actions | ["zq7:read",7]
                        consented_actions | [["zq7:read"]]
                        iat               | null
                        iat               | "1767225600"
                        iat               | true
                        iat               | [1767225600]
                        exp               | null
                        exp               | "1767229200"
                        exp               | false
                        exp               | {}
                        nonce             | null
                        nonce             | 7
                        nonce             | ["zq7"]
                        """)
        void refusesAClaimOfAnotherType(String claim, String rawJson) {
            refuses(own().with(claim, rawJson));
        }
    }

    @Nested
    class TheRegistrysDialect {
        @Test
        void isRead() {
            assertThat(read(registry())).isEqualTo(EXPECTED);
        }

        @Test
        void mayCarryAConnectionIdAndANonceWhichAreIgnored() {
            ClaimsPayload more =
                    registry().with("connection_id", quoted("zq7")).with("nonce", quoted("zq7"));

            assertThat(read(more)).isEqualTo(EXPECTED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"patient_agent_id", "provider_npi", "scope", "issued_at", "expires_at"})
        void needsEachOfItsClaims(String claim) {
            refuses(registry().without(claim));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        patient_agent_id | null
                        provider_npi     | 1234567893
                        scope            | null
                        scope            | "zq7:read"
                        scope            | [7]
                        issued_at        | null
                        issued_at        | 1767225600
                        issued_at        | ["2026-01-01T00:00:00Z"]
                        expires_at       | null
                        expires_at       | 1767229200
                        expires_at       | {}
                        connection_id    | null
                        connection_id    | 7
                        nonce            | null
                        nonce            | {}
                        """)
        void refusesAClaimOfAnotherType(String claim, String rawJson) {
            refuses(registry().with(claim, rawJson));
        }

        @ParameterizedTest
        @CsvSource({
            "2026-01-01T01:00:00z,           2026-01-01T01:00:00Z",
            "2026-01-01t01:00:00Z,           2026-01-01T01:00:00Z",
            "2026-01-01T01:00:00+00:00,      2026-01-01T01:00:00Z",
            "2026-01-01T01:00:00-00:00,      2026-01-01T01:00:00Z",
            "2026-01-01T03:30:00+02:30,      2026-01-01T01:00:00Z",
            "2025-12-31T20:00:00-05:00,      2026-01-01T01:00:00Z",
            "2026-01-01T01:00:00.5Z,         2026-01-01T01:00:00.5Z",
            "2026-01-01T01:00:00.123+00:00,  2026-01-01T01:00:00.123Z",
            "2026-01-01T01:00:00.000000001Z, 2026-01-01T01:00:00.000000001Z",
            "2028-02-29T00:00:00Z,           2028-02-29T00:00:00Z",
            "9999-12-31T23:59:59Z,           9999-12-31T23:59:59Z",
        })
        void readsTimesOfRfc3339(String text, Instant time) {
            ConsentClaims claims = read(registry().with("expires_at", quoted(text)));

            assertThat(claims.expiresAt()).isEqualTo(time);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "zq7",
                    "1767229200",
                    "2026-01-01",
                    "2026-01-01T01:00Z",
                    "2026-01-01T01Z",
                    "2026-01-01T01:00:00",
                    "2026-01-01 01:00:00Z",
                    " 2026-01-01T01:00:00Z",
                    "2026-01-01T01:00:00Z ",
                    "2026-01-01T01:00:00Zzq7",
                    "2026-01-01T01:00:00.Z",
                    "2026-01-01T01:00:00,5Z",
                    "2026-01-01T01:00:00+01",
                    "2026-01-01T01:00:00+0100",
                    "2026-01-01T01:00:00+01:00:00",
                    "2026-01-01T01:00:00+24:00",
                    "2026-01-01T01:00:00+01:60",
                    "2026-01-01T01:00:00+01:00[Europe/Paris]",
                    "2026-1-1T01:00:00Z",
                    "20260101T010000Z",
                    "2026-W01-4T01:00:00Z",
                    "2026-02-29T01:00:00Z",
                    "2026-04-31T01:00:00Z",
                    "2026-13-01T01:00:00Z",
                    "2026-00-01T01:00:00Z",
                    "2026-01-00T01:00:00Z",
                    "2026-01-01T24:00:00Z",
                    "2026-01-01T25:00:00Z",
                    "2026-01-01T01:60:00Z",
                    "2026-01-01T01:00:61Z",
                    "+2026-01-01T01:00:00Z",
                    "-2026-01-01T01:00:00Z",
                    "+12026-01-01T01:00:00Z",
                    "12026-01-01T01:00:00Z",
                    "٢٠٢٦-01-01T01:00:00Z",
                })
        void refusesATimeThatIsNotOfRfc3339(String text) {
            refuses(registry().with("issued_at", quoted(text)));
            refuses(registry().with("expires_at", quoted(text)));
        }

        @Test
        void refusesAnExpiryThatItsOffsetCarriesIntoTheYear10000() {
            refuses(registry().with("expires_at", quoted("9999-12-31T23:59:59-00:01")));
        }
    }

    @Nested
    class AMixture {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        scope         | ["zq7:read","zq7:write"]
                        issued_at     | "2026-01-01T00:00:00Z"
                        expires_at    | "2026-01-01T01:00:00Z"
                        connection_id | "zq7"
                        connection_id | null
                        scope         | null
                        """)
        void isRefusedInTheProtocolsOwnDialect(String foreign, String rawJson) {
            refuses(own().with(foreign, rawJson));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        consented_actions | ["zq7:read","zq7:write"]
                        iat               | 1767225600
                        exp               | 1767229200
                        exp               | null
                        """)
        void isRefusedInTheRegistrysDialect(String foreign, String rawJson) {
            refuses(registry().with(foreign, rawJson));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        consented_actions | scope      | ["zq7:read"]
                        iat               | issued_at  | "2026-01-01T00:00:00Z"
                        exp               | expires_at | "2026-01-01T01:00:00Z"
                        """)
        void isRefusedWhereOneClaimStandsInForAnother(String ours, String theirs, String rawJson) {
            refuses(own().without(ours).with(theirs, rawJson));
        }
    }

    @Nested
    class TheFormOfAClaim {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "123456789",
                    "12345678930",
                    "1234567890",
                    "1234567892",
                    " 1234567893",
                    "1234567893 ",
                    "123456789x",
                    "-123456789",
                    "123456789٣",
                    "１２３４５６７８９３",
                    "zq7",
                })
        void refusesAnNpiThatIsNotTenDigitsWithTheRightCheckDigit(String npi) {
            refuses(own().with("provider_npi", quoted(npi)));
        }

        static Stream<Arguments> agentIds() {
            return Stream.of(
                    argumentSet("one character", "z"),
                    argumentSet("256 characters", "z".repeat(256)),
                    argumentSet("256 code points of two chars each", "🩺".repeat(256)),
                    argumentSet("a blank inside", "z 7"),
                    argumentSet("right to left, without an override", "מטופל"));
        }

        @ParameterizedTest
        @MethodSource("agentIds")
        void readsAnAgentIdAsItIs(String id) {
            ConsentClaims claims = read(own().with("patient_agent_id", quoted(id)));

            assertThat(claims.patient().value()).isEqualTo(id);
        }

        static Stream<Arguments> badAgentIds() {
            return Stream.of(
                    argumentSet("empty", ""),
                    argumentSet("blank", "  "),
                    argumentSet("blank by other blanks", "\\u2003\\u00a0"),
                    argumentSet("257 characters", MARK + "z".repeat(254)),
                    argumentSet("257 code points", "🩺".repeat(257)),
                    argumentSet("NUL", "zq7\\u0000"),
                    argumentSet("line feed", "zq7\\n"),
                    argumentSet("escape", "zq7\\u001b[2J"),
                    argumentSet("DEL", "zq7\\u007f"),
                    argumentSet("C1 control", "zq7\\u0085"),
                    argumentSet("line separator", "zq7\\u2028"),
                    argumentSet("left-to-right embedding", "zq7\\u202a"),
                    argumentSet("right-to-left override", "zq7\\u202e"),
                    argumentSet("left-to-right isolate", "zq7\\u2066"),
                    argumentSet("pop directional isolate", "zq7\\u2069"));
        }

        @ParameterizedTest
        @MethodSource("badAgentIds")
        void refusesAnAgentIdThatIsBlankOrTooLongOrHoldsAHiddenCharacter(String id) {
            refuses(own().with("patient_agent_id", quoted(id)));
            refuses(registry().with("patient_agent_id", quoted(id)));
        }

        static Stream<Arguments> actions() {
            return Stream.of(
                    argumentSet("none", List.of()),
                    argumentSet("an empty one", List.of("")),
                    argumentSet("256", Collections.nCopies(256, "a")),
                    argumentSet("256 characters", List.of("a".repeat(256))),
                    argumentSet("256 code points of two chars each", List.of("🩺".repeat(256))),
                    argumentSet("repeated and out of order", List.of("b", "a", "b")));
        }

        @ParameterizedTest
        @MethodSource("actions")
        void passesActionsOnAsTheyAre(List<String> actions) {
            ConsentClaims claims = read(own().with("consented_actions", array(actions)));

            assertThat(claims.actions().entries()).isEqualTo(actions);
        }

        static Stream<Arguments> badActions() {
            return Stream.of(
                    argumentSet("257", Collections.nCopies(257, MARK)),
                    argumentSet("257 characters", List.of(MARK + "a".repeat(254))),
                    argumentSet("257 code points", List.of("🩺".repeat(257))),
                    argumentSet("a control character", List.of("zq7\\t")),
                    argumentSet("an override", List.of("a", "zq7\\u202e")));
        }

        @ParameterizedTest
        @MethodSource("badActions")
        void refusesActionsThatAreTooManyOrTooLongOrHoldAHiddenCharacter(List<String> actions) {
            refuses(own().with("consented_actions", array(actions)));
            refuses(registry().with("scope", array(actions)));
        }

        private static String array(List<String> entries) {
            return entries.stream().map(ClaimsPayload::quoted).toList().toString();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-1",
                    "1.5",
                    "1.0",
                    "1e9",
                    "1E9",
                    "1767225600.0",
                    "1767225600e0",
                    "31556889864403200",
                    "9223372036854775807",
                    "9223372036854775808",
                    "18446744075476777216",
                    "1e400",
                })
        void refusesATimeThatIsNoCountOfSeconds(String number) {
            refuses(own().with("iat", number));
            refuses(own().with("exp", number));
        }

        @Test
        void readsTheFirstSecondOfTheEpoch() {
            assertThat(read(own().with("iat", "0")).issuedAt()).isEqualTo(Instant.EPOCH);
        }

        @Test
        void refusesAnExpiryFromTheYear10000On() {
            ConsentClaims last = read(own().with("exp", "253402300799"));

            assertThat(last.expiresAt()).isEqualTo("9999-12-31T23:59:59Z");
            refuses(own().with("exp", "253402300800"));
        }

        @Test
        void leavesTheJudgementOfTimesToTheExaminer() {
            ConsentClaims expiredBeforeIssued = read(own().with("exp", "1"));

            assertThat(expiredBeforeIssued.expiresAt()).isEqualTo(Instant.ofEpochSecond(1));
        }
    }

    @Nested
    class StrictJson {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", " ", "null", "true", "7", "[]", "\"zq7\"", "{}", "{", "zq7", "\u0000",
                })
        void refusesWhatIsNoObjectOfClaims(String json) {
            refuses(json);
        }

        @Test
        void refusesAnObjectInsideAnArrayOrAString() {
            refuses('[' + own().json() + ']');
            refuses(quoted(own().json().replace("\"", "\\\"")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "[]", "null", "7", "zq7", "}", "]", ",", "/*zq7*/", "\0"})
        void refusesDataAfterTheObject(String data) {
            refuses(own().json() + data);
            refuses(own().json() + "\n" + data);
        }

        @Test
        void refusesEveryTruncation() {
            String json = own().json();

            for (int length = 0; length < json.length(); length++) {
                refuses(json.substring(0, length));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'zq7'",
                    "zq7",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "+1",
                    "01",
                    "-01",
                    "1.",
                    ".5",
                    "0x10",
                    "1_000",
                    "TRUE",
                    "[1,]",
                    "[,1]",
                    "[1 2]",
                    "{\"zq7\":1,}",
                    "{zq7:1}",
                    "{7:1}",
                    "1/*zq7*/",
                    "1//zq7\n",
                    "1#zq7\n",
                    "\"\\x41\"",
                    "\"\\u12g4\"",
                    "\"\\'\"",
                    "\"a\tb\"",
                    "\"a\nb\"",
                    "\"a\u0000b\"",
                })
        void refusesWhatOnlyALenientParserReads(String rawJson) {
            refuses(own().with("other", rawJson));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "\"zq7\"",
                    "-1.5e3",
                    "{\"iat\":\"zq7\",\"scope\":null}",
                    "[{\"a\":1},{\"a\":2}]",
                    "\"\\u202e\\u0000\"",
                    "\"\\ud83e\\ude7a\"",
                })
        void ignoresAnUnknownMember(String rawJson) {
            assertThat(read(own().with("other", rawJson))).isEqualTo(EXPECTED);
        }

        @Test
        void comparesNamesToTheLetter() {
            assertThat(read(own().with("IAT", "null").with("Scope", "7"))).isEqualTo(EXPECTED);
            refuses(own().without("iat").with("Iat", "1767225600"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"patient_agent_id\":\"zq7-patient\"",
                    "\"patient_agent_id\":\"zq7-other\"",
                    "\"iat\":1767225600",
                    "\"\\u0069at\":1767225600",
                    "\"zq7\":1,\"zq7\":1",
                    "\"zq7\":1,\"\\u007aq7\":1",
                    "\"other\":{\"zq7\":1,\"zq7\":2}",
                    "\"other\":[[{\"zq7\":1,\"b\":{},\"zq7\":2}]]",
                    "\"nonce\":\"zq7\",\"nonce\":\"zq7\"",
                })
        void refusesDuplicateMemberNames(String more) {
            String json = own().json();

            refuses(json.substring(0, json.length() - 1) + ',' + more + '}');
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"\\ud83e\"",
                    "\"\\ude7a\"",
                    "\"\\ude7a\\ud83e\"",
                    "\"\\ud83e zq7\"",
                    "\"\\ud83e\\u0041\"",
                    "[\"\\ud83e\"]",
                    "{\"\\ud83e\":1}",
                })
        void refusesLoneSurrogatesAnywhere(String rawJson) {
            refuses(own().with("other", rawJson));
        }

        @Test
        void refusesALoneSurrogateInAnIdentifier() {
            refuses(own().with("patient_agent_id", "\"zq7\\ud83e\""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e400", "-1e400", "1e99999999999", "1E+309"})
        void refusesNumbersOutOfRangeAnywhere(String number) {
            refuses(own().with("other", number));
            refuses(own().with("other", "[{\"deep\":" + number + "}]"));
        }

        @Test
        void refusesNestingDeeperThan64() {
            // The object of the claims is itself the first level.
            assertThat(read(own().with("other", nested("[", "]", 63)))).isEqualTo(EXPECTED);
            assertThat(read(own().with("other", nested("{\"a\":", "}", 63)))).isEqualTo(EXPECTED);
            refuses(own().with("other", nested("[", "]", 64)));
            refuses(own().with("other", nested("{\"a\":", "}", 64)));
        }

        @Test
        void survivesNestingOfAnyDepth() {
            refuses("[".repeat(60_000));
            refuses("{\"a\":".repeat(10_000));
        }

        private static String nested(String open, String close, int levels) {
            return open.repeat(levels) + "1" + close.repeat(levels);
        }
    }

    @Nested
    class Utf8 {
        @Test
        void isReadInOneToFourBytesACharacter() {
            ConsentClaims claims = read(own().with("patient_agent_id", quoted("aé€🩺")));

            assertThat(claims.patient()).isEqualTo(new AgentId("aé€🩺"));
        }

        @Test
        void isReadAsItIsEscapedToo() {
            ConsentClaims claims =
                    read(own().with("patient_agent_id", quoted("\\u00e9\\ud83e\\ude7a\\/")));

            assertThat(claims.patient()).isEqualTo(new AgentId("é🩺/"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ff",
                    "80",
                    "c3",
                    "c0af",
                    "e080af",
                    "f08080af",
                    "eda080",
                    "eda0bdedb2a9",
                    "f4908080",
                    "e282",
                    "f09fa9",
                })
        void refusesOtherBytesInAClaimAndBesideTheClaims(String hex) {
            refuses(spliced(own().with("patient_agent_id", quoted("@")).json(), hex));
            refuses(spliced(own().with("other", quoted("@")).json(), hex));
            refuses(spliced(own().with("@", "1").json(), hex));
        }

        // The bytes of `json`, with the bytes of `hex` in place of the one commercial at.
        private static Bytes spliced(String json, String hex) {
            String before = json.substring(0, json.indexOf('@'));
            String after = json.substring(json.indexOf('@') + 1);
            HexFormat format = HexFormat.of();
            return Bytes.of(
                    format.parseHex(
                            format.formatHex(before.getBytes(UTF_8))
                                    + hex
                                    + format.formatHex(after.getBytes(UTF_8))));
        }

        @Test
        void refusesOtherEncodings() {
            String json = own().with("patient_agent_id", quoted("é")).json();

            refuses(Bytes.of(json.getBytes(ISO_8859_1)));
            refuses(Bytes.of(json.getBytes(UTF_16BE)));
        }

        @Test
        void refusesAByteOrderMark() {
            refuses("\uFEFF" + own().json());
        }
    }
}
