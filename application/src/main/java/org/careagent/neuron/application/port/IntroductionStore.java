package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.util.List;
import java.util.Optional;

/// What providers' agents have yet to learn of patients (handshake protocol, section 6). Safe for
/// use by many threads; its methods throw an unchecked exception when the storage fails.
public interface IntroductionStore {
    /// The introductions for that provider that were not acknowledged yet, the oldest first. One
    /// may be made behind one that was given out before, by a node whose clock is late: whoever
    /// wants all asks from the beginning now and then.
    ///
    /// @param after those that come after this one, acknowledged or not; none do if it is unknown,
    ///   or another provider's
    /// @param most how many at the most, at least 1
    List<Introduction> pending(Npi provider, Optional<IntroductionId> after, int most);

    /// How many introductions were not acknowledged yet, for all providers together. May take time
    /// that grows with what is kept, so whoever asks often keeps the answer for a while.
    long pendingCount();

    /// The introduction of that name, acknowledged or not, if there is one.
    Optional<KeptIntroduction> find(IntroductionId id);
}
