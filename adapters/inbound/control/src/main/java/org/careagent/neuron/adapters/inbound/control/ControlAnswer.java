package org.careagent.neuron.adapters.inbound.control;

import tools.jackson.databind.JsonNode;

/// What becomes of a [ControlRequest].
public sealed interface ControlAnswer {
    /// It is done.
    ///
    /// The text form shows nothing of the data: it may be a new API key.
    ///
    /// @param data what was asked for, or what was done
    record Done(JsonNode data) implements ControlAnswer {
        @Override
        public String toString() {
            return "Done[" + data.size() + " members]";
        }
    }

    /// The answer is no: there is no such thing, or the state forbids it.
    ///
    /// @param why in plain words
    record No(String why) implements ControlAnswer {}

    /// Something inside the Neuron failed; its log says what.
    record Failed() implements ControlAnswer {}
}
