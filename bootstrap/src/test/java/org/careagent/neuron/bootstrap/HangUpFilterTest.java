package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.DataReader;

import org.junit.jupiter.api.Test;

import java.util.logging.Level;
import java.util.logging.LogRecord;

class HangUpFilterTest {
    private final HangUpFilter filter = new HangUpFilter();
    private final LogRecord entry = new LogRecord(Level.WARNING, "Internal server error");

    @Test
    void keepsClientsThatHungUpOutOfTheLog() {
        entry.setThrown(
                new IllegalStateException(new DataReader.InsufficientDataAvailableException()));

        assertThat(filter.isLoggable(entry)).isFalse();
    }

    @Test
    void letsEverythingElseIntoTheLog() {
        assertThat(filter.isLoggable(entry)).isTrue();

        entry.setThrown(new IllegalStateException(new IllegalArgumentException()));
        assertThat(filter.isLoggable(entry)).isTrue();
    }
}
