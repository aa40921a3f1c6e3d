package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FakeIdSourceTest extends IdSourceContract {
    private final FakeIdSource source = new FakeIdSource();

    @Override
    protected IdSource source() {
        return source;
    }

    @Test
    void givesTheSameInEveryRun() {
        assertThat(source.nextId()).hasToString("00000000-0000-4000-8000-000000000001");
        assertThat(source.nextId()).isEqualTo(FakeIdSource.id(2));
    }
}
