package org.careagent.neuron.domain.relationship;

import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// An active relationship of a patient with a provider (handshake protocol, section 4).
///
/// @param id its name
/// @param patient the patient's agent
/// @param provider the provider
/// @param endpoint where the patient agent can be reached
/// @param actions what the patient consents to
/// @param consentIssuedAt the `iat` of the latest token accepted for it
/// @param createdAt when it was established
/// @param updatedAt when it was established or last renewed with a change
public record Relationship(
        RelationshipId id,
        AgentId patient,
        Npi provider,
        AgentEndpoint endpoint,
        ConsentedActions actions,
        Instant consentIssuedAt,
        Instant createdAt,
        Instant updatedAt) {

    /// What a later token may change.
    public enum Part {
        /// Where the patient agent can be reached.
        PATIENT_ENDPOINT,
        /// What the patient consents to.
        CONSENTED_ACTIONS
    }

    /// The relationship that `consent` founds at `now`.
    public static Relationship foundedOn(Consent consent, RelationshipId id, Instant now) {
        return new Relationship(
                id,
                consent.patient(),
                consent.provider(),
                consent.endpoint(),
                consent.actions(),
                consent.issuedAt(),
                now,
                now);
    }

    /// Whether `consent` is later than the latest one accepted.
    public boolean isOlderThan(Consent consent) {
        return consent.issuedAt().isAfter(consentIssuedAt);
    }

    /// This relationship as `consent` renews it at `now`.
    public Relationship renewedBy(Consent consent, Instant now) {
        return new Relationship(
                id,
                patient,
                provider,
                consent.endpoint(),
                consent.actions(),
                consent.issuedAt(),
                createdAt,
                partsChangedBy(consent).isEmpty() ? updatedAt : laterThanBefore(now));
    }

    // Clocks of several nodes differ, and what the provider's agent learns is ordered by this.
    private Instant laterThanBefore(Instant now) {
        return now.isAfter(updatedAt) ? now : updatedAt.plusNanos(1);
    }

    /// What is another in `consent` than here.
    public Set<Part> partsChangedBy(Consent consent) {
        Set<Part> changed = EnumSet.noneOf(Part.class);
        if (!endpoint.equals(consent.endpoint())) {
            changed.add(Part.PATIENT_ENDPOINT);
        }
        if (!actions.equals(consent.actions())) {
            changed.add(Part.CONSENTED_ACTIONS);
        }
        return changed;
    }
}
