package org.careagent.neuron.adapters.outbound.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.ApiKeySource;
import org.careagent.neuron.application.port.ApiKeySourceContract;
import org.junit.jupiter.api.Test;

final class SecureApiKeySourceTest extends ApiKeySourceContract {
    private final SecureApiKeySource source = new SecureApiKeySource();

    @Override
    protected ApiKeySource source() {
        return source;
    }

    @Test
    void twoSourcesDoNotGiveTheSame() {
        assertThat(source.nextKey().reveal())
                .isNotEqualTo(new SecureApiKeySource().nextKey().reveal());
    }
}
