package org.careagent.neuron.application.handshake;

import org.careagent.neuron.domain.handshake.Reply;

/// The patient agent at the other end of the connection.
@FunctionalInterface
public interface PatientAgent {
    /// Says `reply`; after [Reply.Complete] and [Reply.Refuse] closes the connection. A peer that
    /// is gone already is no error. Called by one thread at a time.
    void tell(Reply reply);
}
