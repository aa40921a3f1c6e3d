package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Npi;

import java.util.Optional;

/// What a [ConsentExaminer] decided.
public sealed interface ConsentVerdict {
    /// Every check passed.
    record Accepted(Consent consent) implements ConsentVerdict {}

    /// A check failed.
    ///
    /// @param fault the first that failed
    /// @param provider the provider named in the claims, if they could be read
    record Rejected(ConsentFault fault, Optional<Npi> provider) implements ConsentVerdict {}
}
