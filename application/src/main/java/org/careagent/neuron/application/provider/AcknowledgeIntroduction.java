package org.careagent.neuron.application.provider;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A provider's agent has an introduction, and is not given it again (handshake protocol, section
/// 6). It leaves nothing in the audit trail: what was introduced is there already.
public final class AcknowledgeIntroduction {
    private final IntroductionStore introductions;
    private final Journal journal;
    private final InstantSource clock;

    /// @param introductions knows whose introduction it is
    /// @param journal where it is kept that it has arrived
    /// @param clock tells when it has
    public AcknowledgeIntroduction(
            IntroductionStore introductions, Journal journal, InstantSource clock) {
        this.introductions = introductions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Acknowledges the introduction of that id, on behalf of its own provider.
    ///
    /// @param provider whose agent has it
    /// @return once the acknowledgement is durable
    public Outcome acknowledge(IntroductionId id, Npi provider) {
        Optional<KeptIntroduction> own =
                introductions
                        .find(id)
                        .filter(kept ->
                                kept.introduction().relationship().provider().equals(provider));
        if (own.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        return own.get().acknowledgedAt().isPresent()
                ? Outcome.ACKNOWLEDGED_BEFORE
                : commit(id, provider);
    }

    // Introductions do not go away: whoever loses a race finds it acknowledged.
    private Outcome commit(IntroductionId id, Npi provider) {
        return switch (journal.commit(
                new Write.AcknowledgeIntroduction(id, provider, clock.instant()), List.of())) {
            case APPLIED -> Outcome.ACKNOWLEDGED;
            case CONFLICT -> Outcome.ACKNOWLEDGED_BEFORE;
        };
    }

    /// What became of an acknowledgement.
    public enum Outcome {
        /// The agent has it.
        ACKNOWLEDGED,
        /// It had it before; that stays as it is.
        ACKNOWLEDGED_BEFORE,
        /// The provider has no such introduction.
        UNKNOWN
    }
}
