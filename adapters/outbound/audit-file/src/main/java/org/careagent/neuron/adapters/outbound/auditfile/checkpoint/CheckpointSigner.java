package org.careagent.neuron.adapters.outbound.auditfile.checkpoint;

import org.careagent.neuron.domain.identity.Bytes;

/// Signs checkpoints with an Ed25519 key.
public interface CheckpointSigner {
    /// What the log and the key are called in the checkpoints: `neuron/{npi}/{node id}`. Without
    /// spaces and `+`.
    String origin();

    /// The public key: 32 bytes, as in RFC 8032, section 5.1.5.
    Bytes publicKey();

    /// The signature over `message`: 64 bytes, as in RFC 8032, section 5.1.6.
    Bytes sign(Bytes message);

    /// The key, as a verifier knows it.
    default NoteKey key() {
        return new NoteKey(origin(), publicKey());
    }
}
