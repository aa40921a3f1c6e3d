package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Bytes;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/// A [SignatureVerifier] out of the JDK, for tests that sign in earnest. The JDK knows nothing of
/// keys of small order, so they are told apart here, by the equation of the curve (RFC 8032,
/// section 5.1) and without a care for speed.
public final class JdkSignatureVerifier implements SignatureVerifier {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D =
            BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);
    private static final int SIGN_BIT = 255;

    @Override
    public SignatureCheck verify(PresentedKey key, Bytes message, Signature signature) {
        Optional<PublicKey> decoded = decode(key.bytes());
        if (decoded.isEmpty()) {
            return new SignatureCheck.BadKey();
        }
        return holds(decoded.get(), message, signature)
                ? new SignatureCheck.Holds(new PatientKey(key.bytes()))
                : new SignatureCheck.BadSignature();
    }

    private static boolean holds(PublicKey key, Bytes message, Signature signature) {
        try {
            java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message.toArray());
            return verifier.verify(signature.bytes().toArray());
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<PublicKey> decode(Bytes key) {
        if (key.length() != PatientKey.LENGTH) {
            return Optional.empty();
        }
        BigInteger encoded = littleEndian(key.toArray());
        BigInteger y = encoded.clearBit(SIGN_BIT);
        return isAcceptable(y)
                ? Optional.of(publicKey(new EdECPoint(encoded.testBit(SIGN_BIT), y)))
                : Optional.empty();
    }

    private static PublicKey publicKey(EdECPoint point) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAcceptable(BigInteger y) {
        if (y.compareTo(P) >= 0) {
            return false;
        }
        BigInteger ySquared = y.multiply(y).mod(P);
        BigInteger xSquared =
                ySquared.subtract(BigInteger.ONE)
                        .multiply(D.multiply(ySquared).add(BigInteger.ONE).modInverse(P))
                        .mod(P);
        return isSquare(xSquared) && !isOfSmallOrder(xSquared, ySquared);
    }

    private static boolean isSquare(BigInteger number) {
        return number.modPow(P.shiftRight(1), P).compareTo(BigInteger.ONE) <= 0;
    }

    // x = 0 has order 1 or 2; y = 0 has order 4; x² + y² = 0 doubles to y = 0 and has order 8.
    private static boolean isOfSmallOrder(BigInteger xSquared, BigInteger ySquared) {
        return xSquared.signum() == 0 || ySquared.signum() == 0 || xSquared.add(ySquared).equals(P);
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
