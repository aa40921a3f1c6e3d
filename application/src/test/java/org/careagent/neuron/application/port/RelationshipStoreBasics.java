package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.Optional;

/// What the contracts of a [RelationshipStore] have in common.
@Timeout(60)
abstract class RelationshipStoreBasics {
    final Relationship first = relationship(patient(1), provider(1));

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    final RelationshipStore store() {
        return storage().relationships();
    }

    final Outcome establish(Relationship relationship, PatientKey key) {
        return apply(storage(), Samples.establish(relationship, key));
    }

    final Outcome renew(Relationship relationship) {
        return renew(relationship, key(1));
    }

    final Outcome renew(Relationship relationship, PatientKey key) {
        return apply(storage(), new Change.Renew(relationship, key, Optional.empty()));
    }

    final Outcome bind(Relationship relationship, PatientKey key) {
        return apply(storage(), new Change.Bind(relationship, key));
    }

    final Outcome release(AgentId patient) {
        return apply(storage(), new Change.Release(patient));
    }

    final Outcome terminate(RelationshipId id, Instant at) {
        return apply(storage(), new Change.Terminate(id, at));
    }

    final Standing standingOf(Relationship relationship) {
        return store().standing(relationship.patient(), relationship.provider());
    }

    static Standing active(Relationship relationship, PatientKey key) {
        return new Standing(Optional.of(key), Optional.of(relationship), Optional.empty());
    }

    static void applied(Outcome outcome) {
        assertThat(outcome).isEqualTo(APPLIED);
    }
}
