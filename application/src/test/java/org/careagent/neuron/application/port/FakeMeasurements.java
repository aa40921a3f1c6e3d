package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.handshake.Phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Measurements that remember what they were told, in words.
public final class FakeMeasurements implements Measurements {
    private final List<String> told = new ArrayList<>();

    /// What was told so far, the oldest first.
    public synchronized List<String> told() {
        return List.copyOf(told);
    }

    private synchronized void tell(String what) {
        told.add(what);
    }

    @Override
    public void ended(HandshakeOutcome outcome) {
        tell("ended " + outcome);
    }

    @Override
    public void left(Phase phase, Duration stayed) {
        tell("left " + phase + " after " + stayed);
    }

    @Override
    public void admitted(Duration waited) {
        tell("admitted after " + waited);
    }

    @Override
    public void verified(SignatureCheck result) {
        tell("verified " + result.getClass().getSimpleName());
    }

    @Override
    public void stored(int changes, Duration took) {
        tell("stored " + changes + " in " + took);
    }
}
