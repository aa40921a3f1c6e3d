package org.careagent.neuron.adapters.outbound.system;

import org.careagent.neuron.application.port.IdSource;

import java.util.UUID;

/// Random UUIDs (RFC 9562, version 4), from a cryptographic source: a session's or a relationship's
/// name tells nothing of another's.
public final class RandomIdSource implements IdSource {
    @Override
    public UUID nextId() {
        return UUID.randomUUID();
    }
}
