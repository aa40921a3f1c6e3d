package org.careagent.neuron.adapters.shared.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class Base64UrlTest {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// RFC 4648, section 10.
    @ParameterizedTest
    @CsvSource({
        "'','',''",
        "f,Zg,Zg==",
        "fo,Zm8,Zm8=",
        "foo,Zm9v,Zm9v",
        "foob,Zm9vYg,Zm9vYg==",
        "fooba,Zm9vYmE,Zm9vYmE=",
        "foobar,Zm9vYmFy,Zm9vYmFy"
    })
    void writesWithoutPaddingAndReadsWithOrWithout(String plain, String bare, String padded) {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base64Url.encode(bytes)).isEqualTo(bare);
        assertThat(Base64Url.decode(bare)).contains(bytes);
        assertThat(Base64Url.decode(padded)).contains(bytes);
    }

    @Test
    void usesTheAlphabetForUrls() {
        byte[] bytes = {(byte) 0xfb, (byte) 0xef, (byte) 0xff};
        assertThat(Base64Url.encode(bytes)).isEqualTo("--__");
        assertThat(Base64Url.decode("--__")).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=",
                "==",
                "===",
                "====",
                "Zg=",
                "Zg===",
                "Zm8==",
                "Zm9v=",
                "Zm9v==",
                "Zm9v====",
                "Zg==Zg==",
                "Z=g=",
                "=Zg=",
                "Zg==\n",
                "Z===",
                "Zm9vYg=",
                "Zg=A",
                "Zm9vYmE=="
            })
    void refusesPaddingThatIsNotExactlyRight(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAAAA", "AAAAAAAAA"})
    void refusesALengthThatNoBytesHave(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zm+v",
                "Zm/v",
                "Zm v",
                " Zm9v",
                "Zm9v ",
                "Zm9v\n",
                "Zm9\r\nv",
                "Zm9.",
                "Zm9\u0000",
                "Zm9é",
                "Zm9\u0161",
                "Zm9\uff21",
                "\ufeffZm9",
                "Zm\ud83d\ude00",
                "Zm9%3D",
                "Zm9,"
            })
    void refusesEveryOtherCharacter(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zh", "Zh==", "Zm9", "Zm9=", "AB", "AP", "AAB", "AAD", "AA_", "A_"})
    void refusesTrailingBitsThatAreNotZero(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    @Test
    void readsBackWhateverItWrote() {
        randomBytes()
                .forEach(bytes -> {
                    String padded = Base64.getUrlEncoder().encodeToString(bytes);
                    assertThat(Base64Url.decode(Base64Url.encode(bytes))).contains(bytes);
                    assertThat(Base64Url.decode(padded)).contains(bytes);
                });
    }

    @Test
    void readsNoSecondTextForTheSameBytes() {
        randomBytes()
                .filter(bytes -> bytes.length > 0)
                .map(Base64Url::encode)
                .flatMap(Base64UrlTest::withAnotherLastDigit)
                .forEach(text ->
                        Base64Url.decode(text)
                                .ifPresent(bytes ->
                                        assertThat(Base64Url.encode(bytes)).isEqualTo(text)));
    }

    /// Of the 64 last digits, those with zeros in the bits that no byte uses.
    @Test
    void readsExactlyTheLastDigitsThatAreCanonical() {
        assertThat(ALPHABET.chars().filter(c -> Base64Url.decode("A" + (char) c).isPresent()))
                .containsExactly((int) 'A', (int) 'Q', (int) 'g', (int) 'w');
        assertThat(ALPHABET.chars().filter(c -> Base64Url.decode("AA" + (char) c).isPresent()))
                .hasSize(16);
        assertThat(ALPHABET.chars().filter(c -> Base64Url.decode("AAA" + (char) c).isPresent()))
                .hasSize(64);
    }

    private static Stream<String> withAnotherLastDigit(String text) {
        String start = text.substring(0, text.length() - 1);
        return ALPHABET.chars().mapToObj(digit -> start + (char) digit);
    }

    private static Stream<byte[]> randomBytes() {
        Random random = new Random(4648);
        return IntStream.range(0, 400)
                .mapToObj(i -> {
                    byte[] bytes = new byte[i % 100];
                    random.nextBytes(bytes);
                    return bytes;
                });
    }
}
