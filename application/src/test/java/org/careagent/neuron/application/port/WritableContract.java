package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What everything [Writable] says of itself.
public abstract class WritableContract {
    /// Something that can be written to.
    protected abstract Writable open();

    /// Takes from it what it writes to, by closing it.
    protected abstract void close();

    @Test
    void canBeWrittenToWhileItIsOpen() {
        Writable open = open();

        assertThat(open.canWrite()).isTrue();
        assertThat(open.canWrite()).isTrue();
        close();
    }

    @Test
    void cannotBeWrittenToOnceItIsClosedAndDoesNotThrow() {
        Writable open = open();
        close();

        assertThat(open.canWrite()).isFalse();
    }
}
