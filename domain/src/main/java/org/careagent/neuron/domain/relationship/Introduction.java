package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.consent.PatientKey;

import java.time.Instant;

/// What a provider's agent is to learn of a patient (handshake protocol, section 6).
///
/// @param id its name
/// @param relationship the relationship, as it was when the introduction was made
/// @param key the key that the patient's agent id was bound to then
/// @param occasion why there is an introduction
public record Introduction(
        IntroductionId id, Relationship relationship, PatientKey key, Occasion occasion) {
    /// Why there is an introduction: its member `status`.
    public enum Occasion {
        /// The relationship is new.
        NEW,
        /// It existed, and a later consent has changed something.
        EXISTING
    }

    /// When it was made: those of one provider are delivered in this order.
    public Instant createdAt() {
        return relationship.updatedAt();
    }
}
