package org.careagent.neuron.application.introduction;

import org.careagent.neuron.domain.entrance.ProviderChallenge;
import org.careagent.neuron.domain.relationship.Introduction;

/// The provider's agent at the other end of a connection. A peer that is gone already is no error.
/// A method may block for as long as the peer's patience to take something in; one is called at a
/// time, but for [#end], which may come at any time.
public interface ProviderAgent {
    /// Asks it to prove who it is.
    void challenge(ProviderChallenge challenge);

    /// It has proved who it is, or came with a good key. Nothing is sent.
    void admitted();

    /// Tells it of a patient.
    void introduce(Introduction introduction);

    /// Asks whether it is there.
    void ping();

    /// Closes the connection.
    void end(StreamEnd why);
}
