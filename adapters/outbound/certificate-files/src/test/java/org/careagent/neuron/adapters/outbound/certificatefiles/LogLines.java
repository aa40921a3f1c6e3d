package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What a class logs while this is open, and nobody else sees it.
final class LogLines extends Handler {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;

    LogLines(Class<?> speaker) {
        logger = Logger.getLogger(speaker.getName());
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /// The lines of `level` since the last time that they were taken, which are gone then.
    List<String> take(Level level) {
        List<LogRecord> taken =
                records.stream().filter(line -> line.getLevel().equals(level)).toList();
        records.removeAll(taken);
        return taken.stream().map(LogRecord::getMessage).toList();
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
