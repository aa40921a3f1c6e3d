package org.careagent.neuron.adapters.shared.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.shared.json.Malformation.DUPLICATE_MEMBER;
import static org.careagent.neuron.adapters.shared.json.Malformation.LONE_SURROGATE;
import static org.careagent.neuron.adapters.shared.json.Malformation.NOT_AN_OBJECT;
import static org.careagent.neuron.adapters.shared.json.Malformation.NOT_JSON;
import static org.careagent.neuron.adapters.shared.json.Malformation.NOT_UTF8;
import static org.careagent.neuron.adapters.shared.json.Malformation.NUMBER_OUT_OF_RANGE;
import static org.careagent.neuron.adapters.shared.json.Malformation.TOO_DEEP;
import static org.careagent.neuron.adapters.shared.json.Malformation.TRAILING_DATA;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class StrictJsonTest {

    private static ObjectNode parsed(String json) {
        return switch (StrictJson.read(json)) {
            case JsonReading.Parsed(ObjectNode object) -> object;
            case JsonReading.Refused(Malformation why) -> throw new AssertionError(why);
        };
    }

    private static void refuses(String json, Malformation why) {
        assertThat(StrictJson.read(json)).isEqualTo(new JsonReading.Refused(why));
    }

    private static void refuses(byte[] json, Malformation why) {
        assertThat(StrictJson.read(json)).isEqualTo(new JsonReading.Refused(why));
    }

    @Nested
    class AnObject {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    " \t\r\n{ } \t\r\n",
                    "{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]},\"b\":null,\"c\":[true,false,[]]}",
                    "{\"\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u0000\",\"A\":\"é\u2028\ufeff\"}",
                    "{\"a\":1,\"A\":2,\"\\u0000\":3,\"\\u00c5\":4,\"A\\u030a\":5}"
                })
        void isReadAsJacksonReadsIt(String json) {
            JsonNode expected = JsonMapper.shared().readTree(json);
            assertThat(parsed(json)).hasToString(expected.toString());
            assertThat(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(StrictJson.read(json));
        }

        @Test
        void keepsTheTypesOfItsMembers() {
            ObjectNode object = parsed("{\"i\":1,\"d\":1.0,\"e\":1e3,\"s\":\"1\",\"z\":-0}");
            assertThat(object.get("i").isIntegralNumber()).isTrue();
            assertThat(object.get("d").isIntegralNumber()).isFalse();
            assertThat(object.get("e").isIntegralNumber()).isFalse();
            assertThat(object.get("s").isString()).isTrue();
            assertThat(object.get("z").isIntegralNumber()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":[",
                "}",
                "{,}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":,}",
                "{\"a\"}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'b'}",
                "{1:1}",
                "{null:1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":[1 2]}",
                "{\"a\":1;\"b\":2}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":truefalse}",
                "{\"a\":undefined}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":+Infinity}",
                "{\"a\":INF}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":00}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":-}",
                "{\"a\":--1}",
                "{\"a\":0x1}",
                "{\"a\":1_0}",
                "{\"a\":1x}",
                "{\"a\":1.5.5}",
                "{\"a\":\u0661}",
                "{/**/}",
                "{\"a\":1//\n}",
                "#\n{}",
                "/**/{}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\n\":1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12G4\"}",
                "{\"a\":\"\\'\"}",
                "{\"a\":\"\\\n\"}",
                "{\"a\":\"\\U0041\"}",
                "{\u00a0}",
                "{\u000b}",
                "{\u2028}",
                "\ufeff{}",
                "\ufeff",
                "\u001e{}",
                "\f{}",
                "\u0000{}",
                "abc",
                "nul",
                "tru",
                "{]",
                "{\"a\":[}",
                "{\"a\":{]}",
                "{\"a\":[1}",
                "<a/>"
            })
    void refusesWhatIsNotJson(String json) {
        refuses(json, NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]", "[{}]", "null", "true", "1", "-1.5", "\"{}\"", " [ ", "\"", "[1,2", "1 {}"
            })
    void refusesWhatIsNoObject(String json) {
        refuses(json, NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}{}",
                "{} {}",
                "{}}",
                "{}]",
                "{},",
                "{}x",
                "{}\u0000",
                "{} null",
                "{}\"",
                "{}//",
                "{}\ufeff",
                "{}\u00a0",
                "{}1"
            })
    void refusesDataAfterTheObject(String json) {
        refuses(json, TRAILING_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"a\":null}",
                "{\"\":1,\"\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\\ud83d\\ude00\":1,\"😀\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"x\":[{\"a\":{},\"a\":[]}]}"
            })
    void refusesDuplicateMemberNames(String json) {
        refuses(json, DUPLICATE_MEMBER);
    }

    @Nested
    class ANumber {
        @ParameterizedTest
        @ValueSource(
                longs = {
                    0,
                    1,
                    -1,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE + 1L,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE
                })
        void mayBeAnyIntegerOf64Bits(long number) {
            JsonNode value = parsed("{\"a\":" + number + "}").get("a");
            assertThat(value.longValue()).isEqualTo(number);
            assertThat(value.isIntegralNumber()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "1.5,1.5",
            "-0.0,-0.0",
            "1E+2,100",
            "1.7976931348623157e308,1.7976931348623157e308",
            "4.9e-324,4.9e-324",
            "1e-999999999,0",
            "0e999999999,0",
            "9223372036854775808.0,9223372036854775808"
        })
        void mayBeAnyDecimalThatADoubleHolds(String json, double number) {
            assertThat(parsed("{\"a\":" + json + "}").get("a").doubleValue()).isEqualTo(number);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "9223372036854775808",
                    "-9223372036854775809",
                    "18446744073709551615",
                    "99999999999999999999",
                    "-99999999999999999999",
                    "100000000000000000000000000000000",
                    "1e309",
                    "-1e309",
                    "1.8e308",
                    "1e999999999",
                    "1e2147483648",
                    "1e99999999999999999999",
                    "-1.0E+99999999999999999999"
                })
        void isRefusedOutOfRange(String number) {
            refuses("{\"a\":" + number + "}", NUMBER_OUT_OF_RANGE);
            refuses("{\"a\":[[" + number + "]]}", NUMBER_OUT_OF_RANGE);
        }
    }

    @Nested
    class Nesting {
        @Test
        void mayBe64LevelsDeepAndNoMore() {
            assertThat(parsed(arrays(63))).isNotNull();
            assertThat(parsed(objects(64))).isNotNull();
            refuses(arrays(64), TOO_DEEP);
            refuses(objects(65), TOO_DEEP);
        }

        @Test
        void mayRepeatAsOftenAsItLikesSideBySide() {
            String wide =
                    IntStream.range(0, 5_000)
                            .mapToObj(_ -> "[{}]")
                            .collect(Collectors.joining(","));
            assertThat(parsed("{\"a\":[" + wide + "]}").get("a")).hasSize(5_000);
        }

        @Test
        void ofAHundredThousandLevelsDoesNoHarm() {
            refuses(arrays(100_000), TOO_DEEP);
            refuses(objects(100_000), TOO_DEEP);
            refuses("{\"a\":" + "[".repeat(100_000), TOO_DEEP);
            refuses("[".repeat(100_000), NOT_AN_OBJECT);
        }

        private static String arrays(int levels) {
            return "{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
        }

        private static String objects(int levels) {
            return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
        }
    }

    @Nested
    class ASurrogate {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\\ud83d",
                    "\\ude00",
                    "\\ude00\\ud83d",
                    "\\ud83d\\ud83d\\ude00",
                    "\\ud83d x",
                    "\\uD800",
                    "\\uDFFF",
                    "\\ud83d\\n",
                    "\\ud83d😀",
                    "😀\\ude00",
                    "\\ud83d\\\\ude00"
                })
        void isRefusedAloneInAnEscape(String text) {
            refuses("{\"a\":\"" + text + "\"}", LONE_SURROGATE);
            refuses("{\"a\":[\"" + text + "\"]}", LONE_SURROGATE);
            refuses(("{\"a\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8), LONE_SURROGATE);
        }

        /// Jackson refuses these itself, and does not say that it is for the surrogate.
        @ParameterizedTest
        @ValueSource(
                strings = {"\\ud83d", "\\ude00", "\\ud83d\\ud83d\\ude00", "\\ud83d😀", "n\\uDFFF"})
        void isRefusedAloneInTheEscapeOfAName(String name) {
            assertThat(StrictJson.read("{\"" + name + "\":1}"))
                    .isIn(
                            new JsonReading.Refused(LONE_SURROGATE),
                            new JsonReading.Refused(NOT_JSON));
        }

        @ParameterizedTest
        @ValueSource(chars = {'\ud83d', '\ude00'})
        void isRefusedAloneAndRaw(char surrogate) {
            refuses("{\"a\":\"" + surrogate + "\"}", LONE_SURROGATE);
            refuses("{\"" + surrogate + "\":1}", LONE_SURROGATE);
            refuses("{\"a\":\"\\ud83d" + surrogate + "\"}", LONE_SURROGATE);
            refuses("{}" + surrogate, LONE_SURROGATE);
        }

        @Test
        void isReadInAPair() {
            assertThat(parsed("{\"a\":\"\\ud83d\\ude00\"}").get("a").stringValue()).isEqualTo("😀");
            assertThat(parsed("{\"a\":\"😀\"}").get("a").stringValue()).isEqualTo("😀");
            assertThat(parsed("{\"\\uD83D\\uDE00\":1}").has("😀")).isTrue();
        }
    }

    @Nested
    class Bytes {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "80",
                    "bf",
                    "c0af",
                    "c080",
                    "c1bf",
                    "e080af",
                    "e09f80",
                    "f08080af",
                    "f08f8080", // overlong
                    "eda080",
                    "edbfbf",
                    "eda0bdedb880", // surrogates
                    "f4908080",
                    "f5808080",
                    "f8888080",
                    "fe",
                    "ff", // beyond Unicode
                    "c3",
                    "e282",
                    "f09f98",
                    "c328",
                    "e28228" // truncated
                })
        void areRefusedWhereTheyAreNotUtf8(String hex) {
            refuses(bytes("7b2261223a22" + hex + "227d"), NOT_UTF8);
            refuses(bytes("7b22" + hex + "223a317d"), NOT_UTF8);
            refuses(bytes("7b7d" + hex), NOT_UTF8);
            refuses(bytes(hex), NOT_UTF8);
        }

        @Test
        void areRefusedWithAByteOrderMark() {
            refuses(bytes("efbbbf7b7d"), NOT_JSON);
            refuses(bytes("efbbbf"), NOT_JSON);
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
        void areNeverTakenForUtf16OrUtf32(String charset) {
            assertThat(StrictJson.read("{\"a\":1}".getBytes(Charset.forName(charset))))
                    .isIn(new JsonReading.Refused(NOT_JSON), new JsonReading.Refused(NOT_UTF8));
        }

        @Test
        void areNoJsonWhereThereAreNone() {
            refuses(new byte[0], NOT_JSON);
        }

        private static byte[] bytes(String hex) {
            return HexFormat.of().parseHex(hex);
        }
    }

    @Nested
    class Hostility {
        private static final String DIGITS = "7".repeat(60_000);

        @ParameterizedTest
        @MethodSource("longInputs")
        void costsLittleTime(String json) {
            assertTimeout(
                    Duration.ofSeconds(5), () -> assertThat(StrictJson.read(json)).isNotNull());
        }

        static Stream<String> longInputs() {
            return Stream.of(
                    "{\"a\":" + DIGITS + "}",
                    "{\"a\":-" + DIGITS + "}",
                    "{\"a\":0." + DIGITS + "}",
                    "{\"a\":" + DIGITS + ".5}",
                    "{\"a\":1e" + DIGITS + "}",
                    "{\"a\":1e-" + DIGITS + "}",
                    "{\"a\":[" + "1e999999999,".repeat(5_000) + "1]}",
                    "{\"a\":[" + "2.2250738585072012e-308,".repeat(2_500) + "1]}",
                    "{\"a\":\"" + DIGITS + "\"}",
                    "{\"" + DIGITS + "\":1}",
                    "{\"a\":\"" + "\\u0000".repeat(10_000) + "\"}",
                    " ".repeat(65_000) + "{}",
                    "{}" + " ".repeat(65_000));
        }

        @Test
        void isNotMistakenForABrokenRuleBecauseOfItsLengthAlone() {
            assertThat(parsed("{\"" + "n".repeat(200_000) + "\":\"" + "s".repeat(200_000) + "\"}"))
                    .hasSize(1);
            assertThat(parsed("{\"a\":0." + DIGITS + "}").get("a").doubleValue())
                    .isEqualTo(7.0 / 9);
            refuses("{\"a\":" + DIGITS + "}", NUMBER_OUT_OF_RANGE);
            refuses("{\"a\":" + DIGITS + ".5}", NUMBER_OUT_OF_RANGE);
        }

        /// "Aa" and "BB" have the same hash code, and so have all words made of them.
        @Test
        void byNamesOfTheSameHashCodeIsOnlyALongObject() {
            String members =
                    IntStream.range(0, 1 << 14)
                            .mapToObj(Hostility::collidingName)
                            .map(name -> "\"" + name + "\":1")
                            .collect(Collectors.joining(","));
            assertTimeout(
                    Duration.ofSeconds(5),
                    () -> assertThat(parsed("{" + members + "}")).hasSize(1 << 14));
        }

        private static String collidingName(int bits) {
            return IntStream.range(0, 14)
                    .mapToObj(i -> (bits >> i & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining());
        }

        @Test
        void ofRandomBytesNeverThrows() {
            Random random = new Random(8259);
            for (int i = 0; i < 20_000; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                assertThat(StrictJson.read(bytes)).isInstanceOf(JsonReading.Refused.class);
            }
        }

        @Test
        void ofRandomPiecesOfJsonNeverThrowsAndWhatIsReadJacksonReadsAlike() {
            Random random = new Random(64);
            for (int i = 0; i < 50_000; i++) {
                String json = "{\"a\":" + pieces(random) + "}";
                if (StrictJson.read(json) instanceof JsonReading.Parsed(ObjectNode object)) {
                    assertThat(object).hasToString(JsonMapper.shared().readTree(json).toString());
                }
            }
        }

        @Test
        void ofOneByteChangedNeverThrows() {
            byte[] good =
                    "{\"aé\":[1,-2.5e3,\"\\ud83d\\ude00\",null,true,{\"b\":{}}]}"
                            .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < good.length; i++) {
                for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
                    byte[] changed = good.clone();
                    changed[i] = (byte) b;
                    assertThat(StrictJson.read(changed)).isNotNull();
                }
            }
        }

        /// Jackson reads long text in chunks of some thousand characters.
        @Test
        void isAnsweredAlikeWhereverAChunkOfTheTextEnds() {
            String[] texts = {
                "{\"aé\":[1,-2.5e3,\"\\ud83d\\ude00\",null,true,{\"b😀\":{}}]}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":99999999999999999999}",
                "{\"a\":\"\\ud83d\\n\"}",
                "{\"a\":tru}",
                "{\"a\":1}x"
            };
            for (String text : texts) {
                for (int pad = 40_001 - text.length(); pad <= 40_001; pad++) {
                    assertThat(StrictJson.read(" ".repeat(pad) + text))
                            .isEqualTo(StrictJson.read(text));
                }
            }
        }

        private static String pieces(Random random) {
            String[] pieces = {
                "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\":", "1", "-", ".5", "e9", "null",
                "true", "\"", "\\", "\\ud83d", " ", "\u0000", "é", "\ud83d"
            };
            return IntStream.range(0, random.nextInt(1, 8))
                    .mapToObj(_ -> pieces[random.nextInt(pieces.length)])
                    .collect(Collectors.joining());
        }
    }

    @Test
    void whatIsReadIsNotShownByItsTextForm() {
        assertThat(StrictJson.read("{\"a\":\"secret\"}")).hasToString("Parsed[1 members]");
    }

    @Test
    void everyReasonHasWordsOfItsOwn() {
        assertThat(Malformation.values())
                .extracting(Malformation::words)
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }
}
