package org.careagent.neuron.application.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.FakeRelationshipStore;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.relationship.ReleasePatient.Outcome;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Test;

final class ReleasePatientTest {
    private static final AgentId PATIENT = Samples.patient(1);
    private static final Npi PROVIDER = Samples.provider(1);
    private static final Actor OPERATOR = Actor.operator("ada");

    private final FakeBooks books = new FakeBooks();
    private final FakeRelationshipStore relationships = books.storage.relationships();
    private final FakeAuditTrail audit = books.audit;
    private final ReleasePatient release = new ReleasePatient(books.journal);

    @Test
    void unbindsTheKeyAndRecordsIt() {
        var established =
                relationships.apply(
                        Samples.establish(Samples.relationship(PATIENT, PROVIDER), Samples.key(1)));
        assertThat(established).isTrue();

        assertThat(release.release(PATIENT, OPERATOR)).isEqualTo(Outcome.RELEASED);

        assertThat(relationships.standing(PATIENT, PROVIDER).boundKey()).isEmpty();
        assertThat(audit.events())
                .containsExactly(new AuditEvent.PatientReleased(PATIENT, OPERATOR));
    }

    @Test
    void recordsNothingIfNoKeyWasBound() {
        assertThat(release.release(PATIENT, OPERATOR)).isEqualTo(Outcome.NOT_BOUND);

        assertThat(audit.events()).isEmpty();
    }
}
