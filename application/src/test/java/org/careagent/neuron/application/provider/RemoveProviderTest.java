package org.careagent.neuron.application.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.FakeProviderDirectory;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.provider.RemoveProvider.Outcome;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class RemoveProviderTest {
    private static final Npi NPI = Samples.provider(1);
    private static final Actor OPERATOR = Actor.operator("ada");

    private final FakeBooks books = new FakeBooks();
    private final FakeProviderDirectory directory = books.storage.providers();
    private final FakeAuditTrail audit = books.audit;
    private final RemoveProvider removal = new RemoveProvider(books.journal);

    @Test
    void removesAProviderAndRecordsIt() {
        var _ = directory.add(new Provider(NPI, "Dr. Ada", List.of("physician"), Optional.empty()));

        assertThat(removal.remove(NPI, OPERATOR)).isEqualTo(Outcome.REMOVED);

        assertThat(directory.find(NPI)).isEmpty();
        assertThat(audit.events()).containsExactly(new AuditEvent.ProviderRemoved(NPI, OPERATOR));
    }

    @Test
    void recordsNothingIfThereWasNone() {
        assertThat(removal.remove(NPI, OPERATOR)).isEqualTo(Outcome.NOT_REGISTERED);

        assertThat(audit.events()).isEmpty();
    }
}
