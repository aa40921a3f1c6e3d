package org.careagent.neuron.adapters.outbound.ed25519;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.Bytes;

/// Verifies with Bouncy Castle's low-level Ed25519, a pure function over byte arrays.
///
/// Not `Ed25519Signer`: that one is a stateful collector of the message around the same function,
/// and throws where this returns false.
///
/// Bouncy Castle checks the group equation as RFC 8032, section 5.1.7, states it, 8·S·B = 8·R +
/// 8·k·A. OpenSSL, AWS-LC and the JDK check S·B = R + k·A, which the same section calls sufficient.
/// The two part only where A or R has a component of small order, and only the key's holder can put
/// one there. Both kinds are refused here: a signature that holds here holds everywhere, and no
/// patient can give a consent that another verifier would deny.
public final class BouncyCastleSignatureVerifier implements SignatureVerifier {
    @Override
    public SignatureCheck verify(PresentedKey key, Bytes message, Signature signature) {
        byte[] a = key.bytes().toArray();
        if (!Ed25519Encoding.mayBeKey(a) || !isOfPrimeOrder(a)) {
            return new SignatureCheck.BadKey();
        }
        byte[] rs = signature.bytes().toArray();
        return Ed25519Encoding.mayBeSignature(rs) && holds(a, message.toArray(), rs)
                ? new SignatureCheck.Holds(new PatientKey(key.bytes()))
                : new SignatureCheck.BadSignature();
    }

    /// R's order is looked at last: it costs as much as the equation, and a signature that does not
    /// hold need not pay for it.
    private static boolean holds(byte[] a, byte[] message, byte[] rs) {
        return Ed25519.verify(rs, 0, a, 0, message, 0, message.length) && isOfPrimeOrder(rs);
    }

    /// Whether the first 32 bytes decode to a point of the curve, and that one lies in the subgroup
    /// that the base point generates: full public-key validation (NIST SP 800-186, appendix D.1.3).
    private static boolean isOfPrimeOrder(byte[] encoding) {
        return Ed25519.validatePublicKeyFull(encoding, 0);
    }
}
