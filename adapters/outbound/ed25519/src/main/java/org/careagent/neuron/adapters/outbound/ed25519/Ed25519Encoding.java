package org.careagent.neuron.adapters.outbound.ed25519;

import org.careagent.neuron.domain.identity.Bytes;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which bytes may be an Ed25519 key or signature at all, as far as bytes can tell (handshake
/// protocol, section 3; RFC 8032, sections 5.1.2, 5.1.3 and 5.1.7).
///
/// Providers differ in the odd encodings they let in, so none of them is asked: whichever does the
/// arithmetic behind this, the answer is the same. Everything here is public, so nothing needs to
/// run in constant time.
final class Ed25519Encoding {
    static final int POINT_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;

    /// Every encoding that a lenient decoder (one that reduces y modulo p, or takes a sign for x =
    /// 0) turns into one of the eight points whose order divides 8.
    static final Set<Bytes> SMALL_ORDER =
            Stream.of(
                            // order 1: (0, 1); again with a sign for x = 0; with y = p + 1; with
                            // both
                            "0100000000000000000000000000000000000000000000000000000000000000",
                            "0100000000000000000000000000000000000000000000000000000000000080",
                            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                            // order 2: (0, -1); again with a sign for x = 0
                            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                            // order 4: (±√-1, 0); again with y = p
                            "0000000000000000000000000000000000000000000000000000000000000000",
                            "0000000000000000000000000000000000000000000000000000000000000080",
                            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                            // order 8
                            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")
                    .map(HexFormat.of()::parseHex)
                    .map(Bytes::of)
                    .collect(Collectors.toUnmodifiableSet());

    /// The field's prime, p = 2^255 - 19, little-endian as everything in RFC 8032.
    private static final byte[] P =
            HexFormat.of()
                    .parseHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    /// The order of the base point, L = 2^252 + 27742317777372353535851937790883648493.
    private static final byte[] L =
            HexFormat.of()
                    .parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    private Ed25519Encoding() {}

    /// Whether this may be a key: 32 bytes, canonical, not of small order. Whether it is a point of
    /// the curve takes arithmetic to tell.
    static boolean mayBeKey(byte[] key) {
        return key.length == POINT_LENGTH && mayBePoint(key);
    }

    /// Whether this may be a signature: 64 bytes, R canonical and not of small order, S < L.
    ///
    /// The equation alone lets a small-order R pass, but no honest signer makes one: its secret
    /// scalar could be read off S.
    static boolean mayBeSignature(byte[] signature) {
        return signature.length == SIGNATURE_LENGTH
                && mayBePoint(Arrays.copyOf(signature, POINT_LENGTH))
                && isBelow(L, Arrays.copyOfRange(signature, POINT_LENGTH, SIGNATURE_LENGTH));
    }

    /// The table also holds the encodings with a sign for x = 0, which are not canonical although
    /// their y is below p: x is 0 for y = ±1 alone.
    private static boolean mayBePoint(byte[] encoding) {
        return !SMALL_ORDER.contains(Bytes.of(encoding)) && isBelow(P, withoutSign(encoding));
    }

    /// The top bit is the sign of x; the other 255 are y (RFC 8032, section 5.1.2).
    private static byte[] withoutSign(byte[] encoding) {
        byte[] y = encoding.clone();
        y[POINT_LENGTH - 1] &= 0x7f;
        return y;
    }

    private static boolean isBelow(byte[] limit, byte[] number) {
        for (int i = limit.length - 1; i >= 0; i--) {
            int order = Byte.compareUnsigned(number[i], limit[i]);
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }
}
