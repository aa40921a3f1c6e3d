package org.careagent.neuron.adapters.outbound.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.ed25519.EdwardsCurve.Point;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class BouncyCastleSignatureVerifierTest {
    private static final byte[] MESSAGE = "a consent".getBytes(StandardCharsets.UTF_8);
    private static final Signed GOOD = signedByTheJdk(MESSAGE);
    private static final byte[] KEY = GOOD.key().toArray();
    private static final byte[] SIGNATURE = GOOD.signature().toArray();

    private final BouncyCastleSignatureVerifier verifier = new BouncyCastleSignatureVerifier();

    private record Signed(Bytes key, Bytes signature) {}

    private SignatureCheck check(byte[] key, byte[] message, byte[] signature) {
        return verifier.verify(
                new PresentedKey(Bytes.of(key)),
                Bytes.of(message),
                new Signature(Bytes.of(signature)));
    }

    @Nested
    class AGoodSignature {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 32, 250, 65_536})
        void ofTheJdkHoldsForAMessageOfAnyLength(int length) {
            byte[] message = new byte[length];
            Signed signed = signedByTheJdk(message);
            byte[] key = signed.key().toArray();
            assertThat(check(key, message, signed.signature().toArray())).isEqualTo(holds(key));
        }

        /// RFC 8032, section 7.1, tests 1 to 3 and SHA(abc).
        @ParameterizedTest
        @CsvSource({
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                    + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                    + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                    + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                    + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                    + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                    + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                    + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
                    + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                    + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        })
        void ofTheRfcHolds(String key, String message, String signature) {
            assertThat(check(hex(key), hex(message), hex(signature))).isEqualTo(holds(hex(key)));
        }

        @Test
        void doesNotHoldWithOneBitFlippedInTheKey() {
            assertThat(oneBitFlips(KEY)).noneMatch(key -> holds(check(key, MESSAGE, SIGNATURE)));
        }

        @Test
        void doesNotHoldWithOneBitFlippedInTheMessage() {
            assertThat(oneBitFlips(MESSAGE).map(m -> check(KEY, m, SIGNATURE)))
                    .hasSize(8 * MESSAGE.length)
                    .containsOnly(new SignatureCheck.BadSignature());
        }

        @Test
        void doesNotHoldWithOneBitFlippedInTheSignature() {
            assertThat(oneBitFlips(SIGNATURE).map(s -> check(KEY, MESSAGE, s)))
                    .hasSize(512)
                    .containsOnly(new SignatureCheck.BadSignature());
        }

        @Test
        void holdsOnManyThreadsAtOnceAndABadOneOnNone() throws Exception {
            Callable<Boolean> task =
                    () ->
                            holds(check(KEY, MESSAGE, SIGNATURE))
                                    && !holds(check(KEY, new byte[1], SIGNATURE));
            List<Boolean> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
                for (Future<Boolean> done : threads.invokeAll(nCopies(task))) {
                    answers.add(done.get());
                }
            }
            assertThat(answers).hasSize(800).containsOnly(true);
        }

        private static List<Callable<Boolean>> nCopies(Callable<Boolean> task) {
            return IntStream.range(0, 800).mapToObj(_ -> task).toList();
        }
    }

    @Nested
    class ABadKey {
        static final List<Bytes> SMALL_ORDER = List.copyOf(Ed25519Encoding.SMALL_ORDER);

        /// For each of these some signature satisfies the equation: S = 0 and R = -k·A.
        @ParameterizedTest
        @FieldSource("SMALL_ORDER")
        void isOneOfSmallOrder(Bytes key) {
            assertThat(EdwardsCurve.smallOrderPoints())
                    .map(r -> check(key.toArray(), MESSAGE, Arrays.copyOf(r.encoded(), 64)))
                    .containsOnly(new SignatureCheck.BadKey());
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 31, 33, 63, 65})
        void isOneOfAnotherLength(int length) {
            assertThat(check(Arrays.copyOf(KEY, length), MESSAGE, SIGNATURE))
                    .isEqualTo(new SignatureCheck.BadKey());
        }

        @ParameterizedTest
        @MethodSource("notCanonical")
        void isOneWhoseYIsNotBelowP(byte[] key) {
            assertThat(check(key, MESSAGE, SIGNATURE)).isEqualTo(new SignatureCheck.BadKey());
        }

        static Stream<byte[]> notCanonical() {
            return Ed25519EncodingTest.yFromPOn()
                    .flatMap(y ->
                            Stream.of(EdwardsCurve.encode(y, false), EdwardsCurve.encode(y, true)));
        }

        @Test
        void isOneThatIsNoPointOfTheCurve() {
            assertThat(
                            IntStream.range(2, 100)
                                    .mapToObj(BigInteger::valueOf)
                                    .filter(y -> EdwardsCurve.points(y).findAny().isEmpty())
                                    .map(y -> EdwardsCurve.encode(y, true)))
                    .hasSizeGreaterThan(30)
                    .allMatch(key -> isBadKey(check(key, MESSAGE, SIGNATURE)));
        }

        @Test
        void isReportedBeforeABadSignature() {
            assertThat(check(new byte[32], MESSAGE, new byte[0]))
                    .isEqualTo(new SignatureCheck.BadKey());
        }

        private static boolean isBadKey(SignatureCheck check) {
            return check.equals(new SignatureCheck.BadKey());
        }
    }

    @Nested
    class ABadSignature {
        @ParameterizedTest
        @ValueSource(ints = {0, 31, 32, 33, 63, 65, 128})
        void isOneOfAnotherLength(int length) {
            assertThat(check(KEY, MESSAGE, Arrays.copyOf(SIGNATURE, length)))
                    .isEqualTo(new SignatureCheck.BadSignature());
        }

        /// The multiples of L below 2^256 that, added to S, leave S·B what it is.
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 7, 14})
        void isOneWhoseScalarIsNotBelowL(int multiple) {
            byte[] malleable = SIGNATURE.clone();
            BigInteger s = EdwardsCurve.number(Arrays.copyOfRange(malleable, 32, 64));
            BigInteger more = s.add(EdwardsCurve.L.multiply(BigInteger.valueOf(multiple)));
            System.arraycopy(EdwardsCurve.encode(more, false), 0, malleable, 32, 32);
            assertThat(check(KEY, MESSAGE, malleable)).isEqualTo(new SignatureCheck.BadSignature());
        }

        @Test
        void isNotWhatTheTextbookMakesByTheRules() {
            BigInteger a = BigInteger.valueOf(7);
            byte[] key = EdwardsCurve.BASE.times(a).encoded();
            assertThat(check(key, MESSAGE, signed(a, key, EdwardsCurve.NEUTRAL)))
                    .isEqualTo(holds(key));
        }

        /// With r = 0 the equation holds, and S gives the secret away.
        @Test
        void isOneWhoseRIsNeutral() {
            BigInteger a = BigInteger.valueOf(7);
            byte[] key = EdwardsCurve.BASE.times(a).encoded();
            byte[] r = EdwardsCurve.NEUTRAL.encoded();
            assertThat(check(key, MESSAGE, EdwardsCurve.sign(a, key, BigInteger.ZERO, r, MESSAGE)))
                    .isEqualTo(new SignatureCheck.BadSignature());
        }

        @Test
        void isOneOfAnotherKey() {
            assertThat(check(signedByTheJdk(MESSAGE).key().toArray(), MESSAGE, SIGNATURE))
                    .isEqualTo(new SignatureCheck.BadSignature());
        }
    }

    @Test
    void noBytesMakeItThrowOrHold() {
        Random random = new Random(25519);
        for (int i = 0; i < 2_000; i++) {
            byte[] key = i % 2 == 0 ? KEY : bytes(random, random.nextInt(30, 35));
            byte[] signature = bytes(random, random.nextInt(62, 67));
            assertThat(holds(check(key, bytes(random, random.nextInt(100)), signature))).isFalse();
        }
    }

    /// A signature by `a` whose R is 5·B plus `component`.
    private static byte[] signed(BigInteger a, byte[] key, Point component) {
        BigInteger r = BigInteger.valueOf(5);
        byte[] encodedR = EdwardsCurve.BASE.times(r).plus(component).encoded();
        return EdwardsCurve.sign(a, key, r, encodedR, MESSAGE);
    }

    private static Stream<byte[]> oneBitFlips(byte[] bytes) {
        return IntStream.range(0, 8 * bytes.length)
                .mapToObj(bit -> {
                    byte[] flipped = bytes.clone();
                    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                    return flipped;
                });
    }

    private static boolean holds(SignatureCheck check) {
        return check instanceof SignatureCheck.Holds;
    }

    private static SignatureCheck holds(byte[] key) {
        return new SignatureCheck.Holds(new PatientKey(Bytes.of(key)));
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static Signed signedByTheJdk(byte[] message) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(message);
            // The raw key is the end of its SubjectPublicKeyInfo.
            byte[] info = pair.getPublic().getEncoded();
            byte[] key = Arrays.copyOfRange(info, info.length - 32, info.length);
            return new Signed(Bytes.of(key), Bytes.of(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
