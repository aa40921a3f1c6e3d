package org.careagent.neuron.bootstrap;

import org.jspecify.annotations.Nullable;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/// Keeps out of the log what a stranger can write there at no cost: Helidon reports a client that
/// hangs up in the middle of a request as an internal error, with a stack trace.
public final class HangUpFilter implements Filter {
    // By name: the type is no part of what Helidon offers.
    private static final String HUNG_UP = "DataReader$InsufficientDataAvailableException";

    /// Made by the log's own configuration.
    public HangUpFilter() {}

    @Override
    public boolean isLoggable(LogRecord entry) {
        return causes(entry.getThrown())
                .noneMatch(thrown -> thrown.getClass().getName().endsWith(HUNG_UP));
    }

    private static Stream<Throwable> causes(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}
