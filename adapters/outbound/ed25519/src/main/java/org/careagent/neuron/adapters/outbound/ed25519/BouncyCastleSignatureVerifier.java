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
/// 8·k·A. Some verifiers check S·B = R + k·A, which the same section calls sufficient. The two part
/// only where A or R has a component of small order, which only the key's own holder can put there.
public final class BouncyCastleSignatureVerifier implements SignatureVerifier {
    @Override
    public SignatureCheck verify(PresentedKey key, Bytes message, Signature signature) {
        byte[] a = key.bytes().toArray();
        if (!Ed25519Encoding.mayBeKey(a) || !Ed25519.validatePublicKeyPartial(a, 0)) {
            return new SignatureCheck.BadKey();
        }
        byte[] rs = signature.bytes().toArray();
        return Ed25519Encoding.mayBeSignature(rs) && holds(a, message.toArray(), rs)
                ? new SignatureCheck.Holds(new PatientKey(key.bytes()))
                : new SignatureCheck.BadSignature();
    }

    private static boolean holds(byte[] a, byte[] message, byte[] rs) {
        return Ed25519.verify(rs, 0, a, 0, message, 0, message.length);
    }
}
