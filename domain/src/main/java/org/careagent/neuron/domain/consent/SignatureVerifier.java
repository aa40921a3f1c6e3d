package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Bytes;

/// Verifies Ed25519 signatures (RFC 8032; handshake protocol, section 3). A pure function: the same
/// input gives the same answer, on any thread.
@FunctionalInterface
public interface SignatureVerifier {
    /// No bytes at all: a signature that never holds.
    Bytes NOTHING = Bytes.of(new byte[0]);

    /// Whether `signature` is `key`'s over exactly `message`.
    ///
    /// Refuses as [SignatureCheck.BadKey] a key that is not 32 bytes, that is not the canonical
    /// encoding of a curve point, or that is of small order; and as [SignatureCheck.BadSignature] a
    /// signature that is not 64 bytes, whose scalar S is not canonical (S ≥ L), or that does not
    /// hold. The key is looked at first. Nothing in the arguments makes it throw.
    SignatureCheck verify(PresentedKey key, Bytes message, Signature signature);

    /// Whether `key` is one that [#verify] does not refuse as bad.
    default boolean accepts(PresentedKey key) {
        return !(verify(key, NOTHING, new Signature(NOTHING)) instanceof SignatureCheck.BadKey);
    }
}
