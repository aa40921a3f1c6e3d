package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.handshakeclient.PatientKeyPair;
import org.careagent.neuron.domain.identity.AgentId;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The id of an agent that was given none: always the same for the same key, so that it is known
/// again.
final class DerivedAgentId {
    private static final int BYTES = 8;

    private DerivedAgentId() {}

    static AgentId of(PatientKeyPair key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.publicKey().toArray());
            return new AgentId("neuron-handshake-" + HexFormat.of().formatHex(hash, 0, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
