package org.careagent.neuron.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.logging.LogManager;

/// The log: one line an event, on standard error.
public final class Logs {
    private Logs() {}

    /// Sets it up from `logging.properties` beside this class; a file of that name in the working
    /// directory has no say.
    public static void configure() {
        // jOOQ greets and gives tips at start; a log is no place for either.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        try (InputStream properties =
                Objects.requireNonNull(Logs.class.getResourceAsStream("logging.properties"))) {
            LogManager.getLogManager().readConfiguration(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
