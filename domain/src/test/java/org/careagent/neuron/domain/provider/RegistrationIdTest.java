package org.careagent.neuron.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

final class RegistrationIdTest {
    private static final Npi ORGANIZATION = new Npi("1234567893");
    private static final Npi PROVIDER = new Npi("1679576722");

    @Test
    void followsFromOrganizationAndProvider() {
        byte[] name =
                "careagent-registration\n1234567893\n1679576722".getBytes(StandardCharsets.UTF_8);

        assertThat(RegistrationId.of(ORGANIZATION, PROVIDER).value())
                .isEqualTo(UUID.nameUUIDFromBytes(name))
                .hasToString("2eb2a83f-5772-310c-a7c3-8fff2159de99");
        assertThat(RegistrationId.of(PROVIDER, ORGANIZATION))
                .isNotEqualTo(RegistrationId.of(ORGANIZATION, PROVIDER));
    }

    @Test
    void isReadAsItIsWritten() {
        RegistrationId id = RegistrationId.of(ORGANIZATION, PROVIDER);

        assertThat(RegistrationId.parse(id.toString())).contains(id);
        assertThat(RegistrationId.parse("1-1-1-1-1")).isEmpty();
    }
}
