package org.careagent.neuron.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/// What every [SignatureVerifier] keeps (handshake protocol, section 3). Extend it and name the
/// verifier.
public abstract class SignatureVerifierContract {
    private static final SigningKey KEY = SigningKey.generate();
    private static final SigningKey OTHER_KEY = SigningKey.generate();
    private static final Bytes MESSAGE = utf8("{\"consent\":\"to care\"}");
    private static final Signature SIGNATURE = KEY.sign(MESSAGE);
    private static final String ZEROS = "00".repeat(32);

    /// The verifier to be tested.
    protected abstract SignatureVerifier verifier();

    private static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(UTF_8));
    }

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits));
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        byte[] flipped = bytes.toArray();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return Bytes.of(flipped);
    }

    private static Bytes resized(Bytes bytes, int length) {
        return Bytes.of(Arrays.copyOf(bytes.toArray(), length));
    }

    private void holds(PresentedKey key, Bytes message, Signature signature) {
        assertThat(verifier().verify(key, message, signature))
                .isEqualTo(new SignatureCheck.Holds(new PatientKey(key.bytes())));
        assertThat(verifier().accepts(key)).isTrue();
    }

    private void refusesTheSignature(PresentedKey key, Bytes message, Signature signature) {
        assertThat(verifier().verify(key, message, signature))
                .isEqualTo(new SignatureCheck.BadSignature());
    }

    private void refusesTheKey(Bytes key, Signature signature) {
        assertThat(verifier().verify(new PresentedKey(key), MESSAGE, signature))
                .isEqualTo(new SignatureCheck.BadKey());
        assertThat(verifier().accepts(new PresentedKey(key))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 127, 128, 129, 65_536})
    void holdsOverAMessageOfAnyLength(int length) {
        Bytes message = resized(MESSAGE, length);

        holds(KEY.presented(), message, KEY.sign(message));
    }

    // RFC 8032, section 7.1, tests 1 and 2.
    @ParameterizedTest
    @CsvSource({
        """
        d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '', \
        e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155\
        5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b\
        """,
        """
        3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72, \
        92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
        085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00\
        """
    })
    void holdsForTheExamplesOfTheRfc(String key, String message, String signature) {
        holds(new PresentedKey(hex(key)), hex(message), new Signature(hex(signature)));
    }

    @Test
    void refusesASignatureOverAnotherMessage() {
        refusesTheSignature(KEY.presented(), utf8("{\"consent\":\"to more\"}"), SIGNATURE);
        refusesTheSignature(KEY.presented(), Bytes.of(new byte[0]), SIGNATURE);
        refusesTheSignature(KEY.presented(), resized(MESSAGE, MESSAGE.length() - 1), SIGNATURE);
        refusesTheSignature(KEY.presented(), resized(MESSAGE, MESSAGE.length() + 1), SIGNATURE);
    }

    @Test
    void refusesAMessageWithAnyBitFlipped() {
        for (int bit = 0; bit < 8 * MESSAGE.length(); bit++) {
            refusesTheSignature(KEY.presented(), flipped(MESSAGE, bit), SIGNATURE);
        }
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        refusesTheSignature(OTHER_KEY.presented(), MESSAGE, SIGNATURE);
        refusesTheSignature(KEY.presented(), MESSAGE, OTHER_KEY.sign(MESSAGE));
    }

    @Test
    void refusesASignatureWithAnyBitFlipped() {
        for (int bit = 0; bit < 8 * SIGNATURE.bytes().length(); bit++) {
            Signature flipped = new Signature(flipped(SIGNATURE.bytes(), bit));

            refusesTheSignature(KEY.presented(), MESSAGE, flipped);
        }
    }

    @Test
    void refusesAKeyWithAnyBitFlipped() {
        for (int bit = 0; bit < 8 * PatientKey.LENGTH; bit++) {
            PresentedKey flipped = new PresentedKey(flipped(KEY.presented().bytes(), bit));

            assertThat(verifier().verify(flipped, MESSAGE, SIGNATURE))
                    .isNotInstanceOf(SignatureCheck.Holds.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 63, 65, 128, 65_536})
    void refusesASignatureOfAnotherLength(int length) {
        Signature resized = new Signature(resized(SIGNATURE.bytes(), length));

        refusesTheSignature(KEY.presented(), MESSAGE, resized);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 44, 64, 65_536})
    void refusesAKeyOfAnotherLength(int length) {
        refusesTheKey(resized(KEY.presented().bytes(), length), SIGNATURE);
    }

    @Test
    void refusesTheKeyFirst() {
        refusesTheKey(Bytes.of(new byte[0]), new Signature(Bytes.of(new byte[0])));
        refusesTheKey(hex(ZEROS), new Signature(Bytes.of(new byte[63])));
    }

    @Test
    void refusesAScalarThatIsNotCanonical() {
        // The order L of the base point: S + L would satisfy the equation just as S does.
        BigInteger order =
                BigInteger.TWO
                        .pow(252)
                        .add(new BigInteger("27742317777372353535851937790883648493"));

        refusesTheSignature(KEY.presented(), MESSAGE, withScalarRaisedBy(order));
        refusesTheSignature(KEY.presented(), MESSAGE, withScalarRaisedBy(order.shiftLeft(1)));
    }

    private static Signature withScalarRaisedBy(BigInteger amount) {
        byte[] signature = SIGNATURE.bytes().toArray();
        byte[] scalar = reversed(Arrays.copyOfRange(signature, 32, 64));
        byte[] raised = reversed(new BigInteger(1, scalar).add(amount).toByteArray());
        System.arraycopy(Arrays.copyOf(raised, 32), 0, signature, 32, 32);
        return new Signature(Bytes.of(signature));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    // All encodings of the eight points whose order divides 8, canonical and not. With such a key,
    // the signature below holds for many messages, whoever signed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void refusesAKeyOfSmallOrder(String key) {
        refusesTheKey(hex(key), new Signature(hex("01" + ZEROS.substring(2) + ZEROS)));
        refusesTheKey(hex(key), SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // y = 2 and y = 7: no x satisfies the equation of the curve.
                "0200000000000000000000000000000000000000000000000000000000000000",
                "0700000000000000000000000000000000000000000000000000000000000080",
                // y = p + 3 and y = p + 18: there is an x, but y has a shorter encoding.
                "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void refusesAKeyThatIsNotTheCanonicalEncodingOfAPoint(String key) {
        refusesTheKey(hex(key), SIGNATURE);
    }

    @Test
    void neverThrows() {
        Random random = new Random(8032);
        for (int i = 0; i < 200; i++) {
            byte[] key = new byte[PatientKey.LENGTH];
            byte[] signature = new byte[64];
            random.nextBytes(key);
            random.nextBytes(signature);

            assertThat(
                            verifier()
                                    .verify(
                                            new PresentedKey(Bytes.of(key)),
                                            MESSAGE,
                                            new Signature(Bytes.of(signature))))
                    .isNotInstanceOf(SignatureCheck.Holds.class);
        }
    }
}
