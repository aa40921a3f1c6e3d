package org.careagent.neuron.application.introduction;

/// Why the Neuron ends a provider's stream, as far as the provider's agent is told.
public enum StreamEnd {
    /// It has not shown that it is the provider's agent, or it is not any more. Never says more.
    REFUSED,
    /// It said something that it is not to say.
    UNREADABLE,
    /// There are too many already, of this provider or of those who have proved nothing yet.
    CROWDED,
    /// It does not answer.
    SILENT,
    /// Something failed on our side.
    SERVER_FAULT
}
