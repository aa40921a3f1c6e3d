package org.careagent.neuron.adapters.outbound.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.NonceSource;
import org.careagent.neuron.application.port.NonceSourceContract;
import org.junit.jupiter.api.Test;

final class SecureNonceSourceTest extends NonceSourceContract {
    private final SecureNonceSource source = new SecureNonceSource();

    @Override
    protected NonceSource source() {
        return source;
    }

    @Test
    void twoSourcesDoNotGiveTheSame() {
        assertThat(source.nextNonce()).isNotEqualTo(new SecureNonceSource().nextNonce());
    }
}
