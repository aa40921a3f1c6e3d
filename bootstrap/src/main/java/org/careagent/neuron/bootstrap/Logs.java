package org.careagent.neuron.bootstrap;

import org.careagent.neuron.bootstrap.settings.Settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The log: one line an event, on standard error (docs/OPERATIONS.md).
public final class Logs {
    private static final String OURS = "org.careagent.neuron";
    // A port that cannot be opened is reported in one line of our own; Helidon would add forty.
    private static final String LISTENER = "io.helidon.webserver.LoomServer";
    // The JDK forgets the level of a logger that nobody holds.
    private static final List<Logger> HELD = new ArrayList<>();

    private Logs() {}

    /// Sets it up as it is before the configuration is read; a file `logging.properties` in the
    /// working directory has no say.
    public static void configure() {
        // jOOQ greets and gives tips at start; a log is no place for either.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        configure(new Settings.Log(Settings.Log.Level.INFO, Settings.Log.Format.TEXT));
    }

    /// Sets it up as the configuration says.
    public static void configure(Settings.Log settings) {
        configure(settings, new ConsoleHandler());
    }

    /// Sets it up as the configuration says, to be written by `handler` alone.
    static synchronized void configure(Settings.Log settings, Handler handler) {
        handler.setLevel(Level.ALL);
        handler.setFormatter(new LogLine(settings.format()));
        Logger root = Logger.getLogger("");
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        root.addHandler(handler);
        root.setLevel(ofOthers(settings.level()));
        hold(OURS, level(settings.level()));
        hold(LISTENER, Level.OFF);
    }

    private static void hold(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        HELD.add(logger);
    }

    private static Level level(Settings.Log.Level level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARN -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
            case TRACE -> Level.ALL;
        };
    }

    // What libraries log below that are requests with their headers and statements with their
    // values: keys and addresses, which belong in no log.
    private static Level ofOthers(Settings.Log.Level level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARN, INFO -> Level.WARNING;
            case DEBUG, TRACE -> Level.INFO;
        };
    }
}
