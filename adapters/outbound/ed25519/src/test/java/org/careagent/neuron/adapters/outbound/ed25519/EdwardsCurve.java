package org.careagent.neuron.adapters.outbound.ed25519;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// edwards25519 by the textbook (RFC 8032, section 5.1), slow and independent of any provider.
final class EdwardsCurve {
    static final BigInteger P = TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L =
            TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    static final Point NEUTRAL = new Point(ZERO, ONE);

    private static final BigInteger D =
            BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE = TWO.modPow(P.shiftRight(2), P);

    /// The point with y = 4/5 and an even x.
    static final Point BASE =
            points(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P))
                    .filter(point -> !point.x().testBit(0))
                    .findFirst()
                    .orElseThrow();

    private EdwardsCurve() {}

    record Point(BigInteger x, BigInteger y) {
        Point plus(Point that) {
            BigInteger t = D.multiply(x).multiply(that.x).multiply(y).multiply(that.y).mod(P);
            BigInteger above = x.multiply(that.y).add(y.multiply(that.x));
            BigInteger beside = y.multiply(that.y).add(x.multiply(that.x));
            return new Point(
                    above.multiply(ONE.add(t).modInverse(P)).mod(P),
                    beside.multiply(ONE.subtract(t).modInverse(P)).mod(P));
        }

        Point times(BigInteger factor) {
            Point product = NEUTRAL;
            for (int i = factor.bitLength() - 1; i >= 0; i--) {
                product = product.plus(product);
                product = factor.testBit(i) ? product.plus(this) : product;
            }
            return product;
        }

        byte[] encoded() {
            return encode(y, x.testBit(0));
        }
    }

    /// The points with this y: none, one (x = 0) or two.
    static Stream<Point> points(BigInteger y) {
        BigInteger square = y.multiply(y);
        BigInteger xx =
                square.subtract(ONE).multiply(D.multiply(square).add(ONE).modInverse(P)).mod(P);
        return root(xx).stream()
                .flatMap(x -> Stream.of(x, x.negate().mod(P)).distinct())
                .map(x -> new Point(x, y));
    }

    private static Optional<BigInteger> root(BigInteger square) {
        BigInteger x = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        return Stream.of(x, x.multiply(ROOT_OF_MINUS_ONE).mod(P))
                .filter(candidate -> candidate.modPow(TWO, P).equals(square))
                .findFirst();
    }

    /// The eight points whose order divides 8: the multiples of one of order 8.
    static List<Point> smallOrderPoints() {
        Point generator =
                Stream.iterate(TWO, ONE::add)
                        .flatMap(EdwardsCurve::points)
                        .map(point -> point.times(L))
                        .filter(point -> !point.times(BigInteger.valueOf(4)).equals(NEUTRAL))
                        .findFirst()
                        .orElseThrow();
        List<Point> multiples = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            multiples.add(generator.times(BigInteger.valueOf(i)));
        }
        return multiples;
    }

    /// A signature by the secret scalar behind `key`, with R as given and S = r + k·a: what a
    /// holder of the key can make who does not keep to the rules.
    static byte[] sign(BigInteger a, byte[] key, BigInteger r, byte[] encodedR, byte[] message) {
        BigInteger k = challenge(encodedR, key, message);
        byte[] signature = Arrays.copyOf(encodedR, 64);
        byte[] s = encode(r.add(k.multiply(a)).mod(L), false);
        System.arraycopy(s, 0, signature, 32, 32);
        return signature;
    }

    private static BigInteger challenge(byte[] r, byte[] key, byte[] message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(r);
            digest.update(key);
            return number(digest.digest(message)).mod(L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static BigInteger number(byte[] littleEndian) {
        return new BigInteger(1, reversed(littleEndian));
    }

    /// 32 bytes, little-endian, with `sign` in the top bit.
    static byte[] encode(BigInteger number, boolean sign) {
        byte[] bigEndian = new byte[32];
        byte[] digits = (sign ? number.setBit(255) : number).toByteArray();
        int length = Math.min(32, digits.length);
        System.arraycopy(digits, digits.length - length, bigEndian, 32 - length, length);
        return reversed(bigEndian);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
