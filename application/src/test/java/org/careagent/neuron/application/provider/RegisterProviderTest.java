package org.careagent.neuron.application.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.FakeProviderDirectory;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.provider.RegisterProvider.Outcome;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class RegisterProviderTest {
    private static final Npi NPI = Samples.provider(1);
    private static final Actor OPERATOR = Actor.operator("ada");
    private static final Provider ADA = called("Dr. Ada");

    private final FakeBooks books = new FakeBooks();
    private final FakeProviderDirectory directory = books.storage.providers();
    private final FakeAuditTrail audit = books.audit;
    private final RegisterProvider registration = new RegisterProvider(books.journal);

    @Test
    void registersANewProviderAndRecordsIt() {
        assertThat(registration.register(ADA, OPERATOR)).isEqualTo(Outcome.ADDED);

        assertThat(directory.all()).containsExactly(ADA);
        assertThat(audit.events()).containsExactly(new AuditEvent.ProviderAdded(NPI, OPERATOR));
    }

    @Test
    void leavesAProviderThatIsThereAsItIsAndRecordsNothing() {
        var _ = directory.add(ADA);

        assertThat(registration.register(called("Dr. Bob"), OPERATOR))
                .isEqualTo(Outcome.ALREADY_REGISTERED);

        assertThat(directory.all()).containsExactly(ADA);
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void saysSoWhenItCouldNotBeRecorded() {
        IllegalStateException full = new IllegalStateException("disk full");
        audit.failWith(full);

        assertThatThrownBy(() -> registration.register(ADA, OPERATOR)).hasCause(full);
    }

    private static Provider called(String name) {
        return new Provider(NPI, name, List.of("physician"), Optional.empty());
    }
}
