package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.common.uri.UriEncoding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path with named places, `/v1/relationships/{relationship_id}`, as OpenAPI writes it.
public record PathTemplate(String text) {
    /// What stands in the places of `path`, percent-decoded; empty if it is another path.
    ///
    /// @param path as it came, percent-encoded
    Optional<Map<String, String>> match(String path) {
        List<String> asked = segments(path);
        List<String> mine = segments(text);
        if (asked.size() != mine.size()) {
            return Optional.empty();
        }
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < mine.size(); i++) {
            if (!fits(mine.get(i), asked.get(i), places)) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    private static boolean fits(String mine, String asked, Map<String, String> places) {
        if (!mine.startsWith("{")) {
            return mine.equals(asked);
        }
        Optional<String> value = decoded(asked).filter(text -> !text.isEmpty());
        value.ifPresent(text -> places.put(mine.substring(1, mine.length() - 1), text));
        return value.isPresent();
    }

    private static Optional<String> decoded(String segment) {
        try {
            return Optional.of(UriEncoding.decodeUri(segment));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
