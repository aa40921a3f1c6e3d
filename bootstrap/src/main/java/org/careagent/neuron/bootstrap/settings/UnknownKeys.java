package org.careagent.neuron.bootstrap.settings;

import io.helidon.config.Config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Finds the keys of a configuration that nobody knows: most are a slip of the pen, and what was
/// meant by them would go unheard.
final class UnknownKeys {
    private UnknownKeys() {}

    /// A line for each, with the known key that is nearest to it.
    static List<String> warnings(Config config) {
        return in(config)
                .map(Config::key)
                .map(Config.Key::toString)
                .sorted()
                .map(UnknownKeys::warning)
                .toList();
    }

    private static String warning(String path) {
        return Visible.text("/" + path.replace('.', '/'))
                + ": unknown key; did you mean "
                + nearest(path).pointer()
                + "?";
    }

    /// The known key whose path takes the fewest changes to become `path`, whatever the case.
    static Key<?> nearest(String path) {
        String sought = path.toLowerCase(Locale.ROOT);
        return Keys.all().stream()
                .min(
                        Comparator.comparingInt(
                                key -> distance(sought, key.path().toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    private static Stream<Config> in(Config section) {
        // A key of no letters leads back to its own section.
        return children(section).stream()
                .filter(node -> !node.key().equals(section.key()))
                .flatMap(UnknownKeys::at);
    }

    private static Stream<Config> at(Config node) {
        String path = node.key().toString();
        boolean isSection = Keys.isSection(path);
        if (node.type() == Config.Type.OBJECT && (isSection || !children(node).isEmpty())) {
            return Keys.isKnown(path) ? Stream.empty() : in(node);
        }
        // A section that is none is a fault, and needs no warning.
        return isSection || Keys.isKnown(path) ? Stream.empty() : Stream.of(node);
    }

    private static List<Config> children(Config section) {
        return section.asNodeList().orElse(List.of());
    }

    // Levenshtein's: row by row, the changes that make the beginnings of one the beginnings of the
    // other.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
