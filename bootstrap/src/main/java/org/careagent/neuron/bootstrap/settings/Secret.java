package org.careagent.neuron.bootstrap.settings;

/// A password: for the one place that needs it, and for no log, message or trace.
public record Secret(String value) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
