package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FakeNonceSourceTest extends NonceSourceContract {
    private final FakeNonceSource source = new FakeNonceSource();

    @Override
    protected NonceSource source() {
        return source;
    }

    @Test
    void givesTheSameInEveryRun() {
        assertThat(source.nextNonce()).isEqualTo(FakeNonceSource.nonce(1));
        assertThat(source.nextNonce()).isEqualTo(FakeNonceSource.nonce(2));
    }
}
