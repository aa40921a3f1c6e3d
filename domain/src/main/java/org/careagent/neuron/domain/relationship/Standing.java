package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.consent.PatientKey;

import java.time.Instant;
import java.util.Optional;

/// How a patient agent stands with a provider, as the store knows it at one moment.
///
/// @param boundKey the key that the agent id is bound to at this Neuron, for all providers
/// @param active the active relationship with the provider
/// @param lastTermination when the latest relationship with the provider was terminated
public record Standing(
        Optional<PatientKey> boundKey,
        Optional<Relationship> active,
        Optional<Instant> lastTermination) {

    /// Nobody of that id has been here.
    public static final Standing STRANGER =
            new Standing(Optional.empty(), Optional.empty(), Optional.empty());

    /// Whether the agent id may be used with `key`: it is bound to none, or to this one.
    public boolean admits(PatientKey key) {
        return boundKey.map(key::equals).orElse(true);
    }

    /// Whether the agent id is bound to `key`. An id that was released is bound to none, whatever
    /// relationship it has.
    public boolean isBoundTo(PatientKey key) {
        return boundKey.map(key::equals).orElse(false);
    }
}
