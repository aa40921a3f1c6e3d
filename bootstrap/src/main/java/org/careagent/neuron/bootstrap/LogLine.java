package org.careagent.neuron.bootstrap;

import org.careagent.neuron.bootstrap.settings.Settings;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/// Writes each event of the log in one line, for people or for programs. Whatever a message or an
/// exception holds, it ends no line and begins none: control characters are escaped.
final class LogLine extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    // As the code writes it, in every message that speaks of a session.
    private static final Pattern SESSION =
            Pattern.compile("\\bsession ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");

    private final Settings.Log.Format format;

    LogLine(Settings.Log.Format format) {
        this.format = format;
    }

    @Override
    public String format(LogRecord event) {
        return switch (format) {
            case TEXT -> text(event);
            case JSON -> json(event);
        };
    }

    private String text(LogRecord event) {
        String line =
                time(event.getInstant())
                        + " "
                        + level(event.getLevel()).toUpperCase(Locale.ROOT)
                        + " "
                        + shortName(event)
                        + ": "
                        + formatMessage(event)
                        + stack(event).map(stack -> " | " + stack).orElse("");
        return visible(line) + "\n";
    }

    private String json(LogRecord event) {
        String message = formatMessage(event);
        StringBuilder json = new StringBuilder("{");
        member(json, "timestamp", time(event.getInstant()));
        member(json, "level", level(event.getLevel()));
        member(json, "logger", logger(event));
        member(json, "message", message);
        sessionIn(message).ifPresent(id -> member(json, "session_id", id));
        stack(event).ifPresent(stack -> member(json, "exception", stack));
        return json.append("}\n").toString();
    }

    private static Optional<String> sessionIn(String message) {
        return SESSION.matcher(message).results().map(found -> found.group(1)).findFirst();
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(json.length() > 1 ? "," : "").append('"').append(name).append("\":\"");
        value.chars().forEach(unit -> json.append(escaped((char) unit)));
        json.append('"');
    }

    // RFC 8259, section 7; and what some reader takes for the end of a line, or for half a
    // character.
    private static String escaped(char unit) {
        return switch (unit) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> breaksLines(unit) || Character.isSurrogate(unit) ? code(unit) : "" + unit;
        };
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.chars()
                .forEach(unit ->
                        visible.append(breaksLines((char) unit) ? code((char) unit) : (char) unit));
        return visible.toString();
    }

    private static boolean breaksLines(char unit) {
        return Character.isISOControl(unit) || unit == 0x2028 || unit == 0x2029;
    }

    private static String code(char unit) {
        return String.format("\\u%04x", (int) unit);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String logger(LogRecord event) {
        return Optional.ofNullable(event.getLoggerName()).orElse("");
    }

    private static String shortName(LogRecord event) {
        return logger(event).substring(logger(event).lastIndexOf('.') + 1);
    }

    // The words of the configuration.
    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (value >= Level.WARNING.intValue()) {
            return "warn";
        }
        if (value >= Level.INFO.intValue()) {
            return "info";
        }
        return value >= Level.FINE.intValue() ? "debug" : "trace";
    }

    private Optional<String> stack(LogRecord event) {
        return Optional.ofNullable(event.getThrown()).map(this::stack);
    }

    private String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        String stack = text.toString().strip();
        return switch (format) {
            case TEXT -> stack.replaceAll("\\R\\s*", " | ");
            case JSON -> stack;
        };
    }
}
