package org.careagent.neuron.application.introduction;

import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.domain.identity.Npi;

/// A connection to a provider's stream, as it comes.
///
/// @param provider whose stream it asks for, registered or not
/// @param source where it comes from
public record Visit(Npi provider, SourceAddress source) {
    /// What was asked for, for the audit trail.
    String path() {
        return "/ws/provider/" + provider;
    }
}
