package org.careagent.neuron.application.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.application.port.FakeProviderDirectory;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.provider.RegistrationId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class RegistrationsTest {
    private static final Npi CLINIC = new Npi("1234567893");
    private static final ProviderKey SHARED = new ProviderKey(key(1).bytes());

    private final FakeProviderDirectory directory = new FakeProviderDirectory();
    private final Registrations registrations = new Registrations(CLINIC, directory);
    private final Provider ada = provided(1, Optional.of(SHARED));
    private final Provider bob = provided(2, Optional.of(SHARED));
    private final Provider cy = provided(3, Optional.empty());

    private static Provider provided(int number, Optional<ProviderKey> key) {
        return new Provider(
                provider(number),
                "Dr. " + number,
                List.of("physician"),
                Optional.empty(),
                Optional.empty(),
                key);
    }

    @BeforeEach
    void register() {
        for (Provider each : List.of(ada, bob, cy)) {
            assertThat(directory.add(each)).isTrue();
        }
    }

    @Test
    void findsAProviderByNpiAndByRegistration() {
        assertThat(registrations.find(bob.npi())).contains(bob);
        assertThat(registrations.find(registrations.idOf(bob.npi()))).contains(bob);
        assertThat(registrations.idOf(bob.npi())).isEqualTo(RegistrationId.of(CLINIC, bob.npi()));
    }

    @Test
    void findsNobodyWhoIsNotRegistered() {
        Npi stranger = provider(4);

        assertThat(registrations.find(stranger)).isEmpty();
        assertThat(registrations.find(registrations.idOf(stranger))).isEmpty();
        assertThat(registrations.find(RegistrationId.of(stranger, bob.npi()))).isEmpty();
    }

    @Test
    void findsAllWhoShareAKey() {
        assertThat(registrations.of(SHARED)).containsExactly(ada, bob);
        assertThat(registrations.of(new ProviderKey(key(2).bytes()))).isEmpty();
    }
}
