package org.careagent.neuron.adapters.outbound.ed25519;

import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.consent.SignatureVerifierContract;

class BouncyCastleContractTest extends SignatureVerifierContract {
    @Override
    protected SignatureVerifier verifier() {
        return new BouncyCastleSignatureVerifier();
    }
}
