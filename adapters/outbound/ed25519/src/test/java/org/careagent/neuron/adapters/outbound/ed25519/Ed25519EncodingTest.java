package org.careagent.neuron.adapters.outbound.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.ed25519.EdwardsCurve.Point;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class Ed25519EncodingTest {
    private static final byte[] POINT = EdwardsCurve.BASE.encoded();

    @Test
    void theTableOfSmallOrderNamesFourteenEncodings() {
        assertThat(Ed25519Encoding.SMALL_ORDER).hasSize(14);
    }

    @Test
    void everyEntryOfTheTableDecodesToAPointWhoseOrderDividesEight() {
        assertThat(Ed25519Encoding.SMALL_ORDER)
                .allSatisfy(entry ->
                        assertThat(lenientlyDecoded(entry.toArray()))
                                .isNotEmpty()
                                .allSatisfy(point ->
                                        assertThat(point.times(BigInteger.valueOf(8)))
                                                .isEqualTo(EdwardsCurve.NEUTRAL)));
    }

    @Test
    void theTableOfSmallOrderIsCompleteEvenForALenientDecoder() {
        Set<Bytes> computed =
                EdwardsCurve.smallOrderPoints().stream()
                        .flatMap(Ed25519EncodingTest::lenientEncodings)
                        .map(Bytes::of)
                        .collect(Collectors.toSet());
        assertThat(EdwardsCurve.smallOrderPoints()).doesNotHaveDuplicates().hasSize(8);
        assertThat(Ed25519Encoding.SMALL_ORDER).isEqualTo(computed);
    }

    /// Every y that 255 bits can hold beside the canonical one; and both signs where x is 0.
    private static Stream<byte[]> lenientEncodings(Point point) {
        return Stream.of(point.y(), point.y().add(EdwardsCurve.P))
                .filter(y -> y.bitLength() <= 255)
                .flatMap(y ->
                        point.x().signum() == 0
                                ? Stream.of(
                                        EdwardsCurve.encode(y, false), EdwardsCurve.encode(y, true))
                                : Stream.of(EdwardsCurve.encode(y, point.x().testBit(0))));
    }

    private static Stream<Point> lenientlyDecoded(byte[] encoding) {
        BigInteger y = EdwardsCurve.number(encoding).clearBit(255).mod(EdwardsCurve.P);
        boolean sign = encoding[31] < 0;
        return EdwardsCurve.points(y)
                .filter(point -> point.x().signum() == 0 || point.x().testBit(0) == sign);
    }

    @ParameterizedTest
    @MethodSource("yFromPOn")
    void refusesEveryYThatIsNotBelowP(BigInteger y) {
        assertThat(Ed25519Encoding.mayBeKey(EdwardsCurve.encode(y, false))).isFalse();
        assertThat(Ed25519Encoding.mayBeKey(EdwardsCurve.encode(y, true))).isFalse();
        assertThat(Ed25519Encoding.mayBeSignature(signature(EdwardsCurve.encode(y, true), 1)))
                .isFalse();
    }

    static Stream<BigInteger> yFromPOn() {
        return IntStream.range(0, 19).mapToObj(i -> EdwardsCurve.P.add(BigInteger.valueOf(i)));
    }

    @Test
    void leavesTheLargestYBelowPThatIsNotOfSmallOrderToTheArithmetic() {
        BigInteger y = EdwardsCurve.P.subtract(BigInteger.TWO);
        assertThat(Ed25519Encoding.mayBeKey(EdwardsCurve.encode(y, false))).isTrue();
        assertThat(Ed25519Encoding.mayBeKey(EdwardsCurve.encode(y, true))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void refusesAKeyThatIsNot32BytesLong(int length) {
        assertThat(Ed25519Encoding.mayBeKey(Arrays.copyOf(POINT, length))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 63, 65, 128})
    void refusesASignatureThatIsNot64BytesLong(int length) {
        byte[] signature = Arrays.copyOf(signature(POINT, 1), length);
        assertThat(Ed25519Encoding.mayBeSignature(signature)).isFalse();
    }

    @Test
    void refusesAKeyThatIsOfSmallOrder() {
        assertThat(Ed25519Encoding.SMALL_ORDER)
                .noneMatch(key -> Ed25519Encoding.mayBeKey(key.toArray()));
    }

    @Test
    void refusesARThatIsOfSmallOrder() {
        assertThat(Ed25519Encoding.SMALL_ORDER)
                .noneMatch(r -> Ed25519Encoding.mayBeSignature(signature(r.toArray(), 1)));
    }

    @Test
    void takesEveryScalarBelowLAndNoneFromLOn() {
        BigInteger l = EdwardsCurve.L;
        assertThat(Stream.of(BigInteger.ZERO, BigInteger.ONE, l.subtract(BigInteger.ONE)))
                .allMatch(s -> Ed25519Encoding.mayBeSignature(signature(POINT, s)));
        assertThat(
                        Stream.of(
                                l,
                                l.add(BigInteger.ONE),
                                l.shiftLeft(1),
                                BigInteger.TWO.pow(252).shiftLeft(1),
                                BigInteger.TWO.pow(256).subtract(BigInteger.ONE)))
                .noneMatch(s -> Ed25519Encoding.mayBeSignature(signature(POINT, s)));
    }

    private static byte[] signature(byte[] r, long s) {
        return signature(r, BigInteger.valueOf(s));
    }

    private static byte[] signature(byte[] r, BigInteger s) {
        byte[] signature = Arrays.copyOf(r, 64);
        System.arraycopy(EdwardsCurve.encode(s, false), 0, signature, 32, 32);
        return signature;
    }
}
