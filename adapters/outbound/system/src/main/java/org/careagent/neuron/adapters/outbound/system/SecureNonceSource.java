package org.careagent.neuron.adapters.outbound.system;

import org.careagent.neuron.application.port.NonceSource;
import org.careagent.neuron.domain.handshake.Nonce;
import org.careagent.neuron.domain.identity.Bytes;

import java.security.SecureRandom;

/// Nonces from the system's cryptographic source of randomness.
public final class SecureNonceSource implements NonceSource {
    private final SecureRandom random = new SecureRandom();

    @Override
    public Nonce nextNonce() {
        byte[] bytes = new byte[Nonce.LENGTH];
        random.nextBytes(bytes);
        return new Nonce(Bytes.of(bytes));
    }
}
