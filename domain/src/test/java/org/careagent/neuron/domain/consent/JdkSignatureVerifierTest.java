package org.careagent.neuron.domain.consent;

final class JdkSignatureVerifierTest extends SignatureVerifierContract {
    @Override
    protected SignatureVerifier verifier() {
        return new JdkSignatureVerifier();
    }
}
