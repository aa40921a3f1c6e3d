package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;

import java.util.List;

/// What providers' agents have yet to learn of patients (handshake protocol, section 6). Safe for
/// use by many threads; its methods throw an unchecked exception when the storage fails.
public interface IntroductionStore {
    /// The introductions for that provider that were not acknowledged yet, the oldest first.
    ///
    /// @param most how many at the most, at least 1
    List<Introduction> pending(Npi provider, int most);
}
