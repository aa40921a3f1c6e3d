package org.careagent.neuron.application.measure;

import org.careagent.neuron.application.port.Measurements;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.Bytes;

/// A verifier of signatures whose answers are counted.
public final class MeasuredSignatures implements SignatureVerifier {
    private final SignatureVerifier real;
    private final Measurements measurements;

    /// @param real verifies
    public MeasuredSignatures(SignatureVerifier real, Measurements measurements) {
        this.real = real;
        this.measurements = measurements;
    }

    @Override
    public SignatureCheck verify(PresentedKey key, Bytes message, Signature signature) {
        SignatureCheck result = real.verify(key, message, signature);
        measurements.verified(result);
        return result;
    }

    // Nobody has signed anything there.
    @Override
    public boolean accepts(PresentedKey key) {
        return real.accepts(key);
    }
}
