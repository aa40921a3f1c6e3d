package org.careagent.neuron.adapters.shared.json;

import tools.jackson.databind.node.ObjectNode;

/// What [StrictJson] made of some input.
public sealed interface JsonReading {
    /// A JSON object that keeps all the rules.
    ///
    /// The text form names the size alone: what is in here may be a bearer token.
    record Parsed(ObjectNode object) implements JsonReading {
        @Override
        public String toString() {
            return "Parsed[" + object.size() + " members]";
        }
    }

    /// The first rule that the input breaks.
    record Refused(Malformation why) implements JsonReading {}
}
