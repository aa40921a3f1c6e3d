package org.careagent.neuron.application.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.FakeMeasurements;
import org.careagent.neuron.application.port.FakeStorage;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MeasuredPortsTest {
    private static final Bytes NOTHING = Bytes.of(new byte[0]);

    private final FakeMeasurements measurements = new FakeMeasurements();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T12:00:00Z"));

    @Test
    void countsWhatIsStoredTogetherAndNoMarkAlone() {
        MeasuredStorage storage = new MeasuredStorage(new FakeStorage(), measurements, clock);
        Write write = new Write.Relate(establish(relationship(patient(1), provider(1)), key(1)));

        var _ = storage.changes().commit(List.of(), Optional.empty());
        var _ = storage.changes().commit(List.of(new Commit(write, List.of())), Optional.empty());

        assertThat(measurements.told()).containsExactly("stored 1 in PT0S");
    }

    @Test
    void countsVerificationsAndNoLookAtAKey() {
        SignatureVerifier verifier =
                new MeasuredSignatures(
                        (_, _, _) -> new SignatureCheck.BadSignature(), measurements);
        PresentedKey key = new PresentedKey(NOTHING);

        assertThat(verifier.accepts(key)).isTrue();
        assertThat(verifier.verify(key, NOTHING, new Signature(NOTHING)))
                .isEqualTo(new SignatureCheck.BadSignature());

        assertThat(measurements.told()).containsExactly("verified BadSignature");
    }
}
