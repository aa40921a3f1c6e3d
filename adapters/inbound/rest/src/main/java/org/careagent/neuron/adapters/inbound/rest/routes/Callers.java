package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;

/// What is said to those who ask for what is not theirs.
final class Callers {
    private Callers() {}

    /// The key is good for one provider, and this is another's.
    static Answer ofAnother() {
        return Answer.forbidden("The API key is for another provider");
    }
}
