package org.careagent.neuron.application.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.FakeStorage;
import org.careagent.neuron.application.provider.VerifyConsent.Outcome;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.Test;

import java.util.List;

final class VerifyConsentTest {
    private static final Npi ADA = provider(1);
    private static final Npi BOB = provider(2);

    private final FakeStorage storage = new FakeStorage();
    private final VerifyConsent verification = new VerifyConsent(storage.relationships());
    private final Relationship adas = relationship(patient(1), ADA);

    private void make(Change change) {
        assertThat(apply(storage, change)).isEqualTo(ChangeStore.Outcome.APPLIED);
    }

    private Outcome verify(String action, Npi... providers) {
        return verification.verify(List.of(providers), patient(1), action);
    }

    @Test
    void allowsWhatIsConsentedToWithOneOfThoseWhoAsk() {
        make(establish(adas, key(1)));

        assertThat(verify("read", ADA)).isEqualTo(new Outcome.Allowed(adas));
        assertThat(verify("read", BOB, ADA)).isEqualTo(new Outcome.Allowed(adas));
    }

    @Test
    void allowsNothingElseAndNobodyElse() {
        make(establish(adas, key(1)));

        assertThat(verify("readers", ADA)).isEqualTo(new Outcome.NotAllowed());
        assertThat(verify("read", BOB)).isEqualTo(new Outcome.NotAllowed());
        assertThat(verify("read")).isEqualTo(new Outcome.NotAllowed());
    }

    @Test
    void saysThatItIsOverUnlessThereIsAnother() {
        make(establish(adas, key(1)));
        make(new Change.Terminate(adas.id(), ISSUED.plusSeconds(5)));
        assertThat(verify("read", ADA)).isEqualTo(new Outcome.Ended());

        Relationship bobs = relationship(patient(1), BOB);
        make(establish(bobs, key(1)));

        assertThat(verify("read", ADA, BOB)).isEqualTo(new Outcome.Allowed(bobs));
        assertThat(verify("readers", ADA, BOB)).isEqualTo(new Outcome.NotAllowed());
    }
}
