package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.net.CookieHandler;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sees the headers of every response as they come. The JDK shows those of an upgrade nowhere else
/// than to the keeper of cookies; there are no cookies here.
final class ResponseHeaders extends CookieHandler {
    private volatile boolean arrived;
    private volatile Optional<Instant> date = Optional.empty();

    /// Whether any response has begun.
    boolean haveArrived() {
        return arrived;
    }

    /// The time that the other side told last.
    Optional<Instant> date() {
        return date;
    }

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> request) {
        return Map.of();
    }

    @Override
    public void put(URI uri, Map<String, List<String>> response) {
        arrived = true;
        response.forEach((name, values) -> {
            if (name.equalsIgnoreCase("Date") && !values.isEmpty()) {
                date = parse(values.getFirst());
            }
        });
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
