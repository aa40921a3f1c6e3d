package org.careagent.neuron.application.provider;

import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.Standing;

import java.util.List;
import java.util.Optional;

/// Whether a patient consents to something, at this moment.
public final class VerifyConsent {
    private final RelationshipStore relationships;

    /// @param relationships says what patients consent to
    public VerifyConsent(RelationshipStore relationships) {
        this.relationships = relationships;
    }

    /// What comes of the question.
    public sealed interface Outcome {
        /// The patient does.
        ///
        /// @param relationship in which
        record Allowed(Relationship relationship) implements Outcome {}

        /// The patient does not, or no more than a stranger would.
        record NotAllowed() implements Outcome {}

        /// The patient has consented to things, but that is over.
        record Ended() implements Outcome {}
    }

    /// Whether `patient` consents to `action` with one of `providers`. An action is compared as it
    /// is, character by character.
    ///
    /// @param providers who asks; nobody is allowed anything
    public Outcome verify(List<Npi> providers, AgentId patient, String action) {
        List<Standing> standings =
                providers.stream()
                        .map(provider -> relationships.standing(patient, provider))
                        .toList();
        List<Relationship> active =
                standings.stream().map(Standing::active).flatMap(Optional::stream).toList();
        return active.stream()
                .filter(relationship -> relationship.actions().entries().contains(action))
                .findFirst()
                .<Outcome>map(Outcome.Allowed::new)
                .orElseGet(() -> refusal(active, standings));
    }

    private static Outcome refusal(List<Relationship> active, List<Standing> standings) {
        boolean ended =
                active.isEmpty()
                        && standings.stream().anyMatch(it -> it.lastTermination().isPresent());
        return ended ? new Outcome.Ended() : new Outcome.NotAllowed();
    }
}
