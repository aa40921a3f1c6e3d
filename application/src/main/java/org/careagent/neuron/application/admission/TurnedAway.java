package org.careagent.neuron.application.admission;

/// Why a guest gets no place. It may come again.
public enum TurnedAway {
    /// More wait than may, and its address has most of them.
    LINE_FULL,
    /// No place came free in time.
    WAITED_TOO_LONG,
    /// The Neuron stops.
    CLOSING
}
