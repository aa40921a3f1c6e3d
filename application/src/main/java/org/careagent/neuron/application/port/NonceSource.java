package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.handshake.Nonce;

/// Where challenges come from. Safe for use by many threads.
@FunctionalInterface
public interface NonceSource {
    /// A nonce that nobody can foresee and that has not been given out before.
    Nonce nextNonce();
}
