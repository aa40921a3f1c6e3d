package org.careagent.neuron.domain.handshake;

import java.util.UUID;

/// Names one handshake session (handshake protocol, section 8).
public record SessionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
