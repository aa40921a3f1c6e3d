package org.careagent.neuron.adapters.shared.connections;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of the header `Forwarded` (RFC 7239, section 4): elements between commas, each of pairs
/// between semicolons, whose values may be quoted.
///
/// A proxy may append to a line that somebody else began. Whatever that beginning is, it must not
/// swallow or change what the proxy wrote: so what is not plainly right names nobody.
final class ForwardedLine {
    // No address needs a backslash, and with one it could be disputed where a quote ends.
    private static final Pattern PAIR =
            Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+)=(?:\"([^\"\\\\]*)\"|([^\"\\\\\\s]*))");
    private static final String NOBODY = "";

    private ForwardedLine() {}

    /// Whom each element names by `for`, in their order; nothing for one that names nobody, or
    /// somebody twice.
    static List<String> nodes(String line) {
        return split(line, ',')
                .map(elements -> elements.stream().map(ForwardedLine::node).toList())
                .orElse(List.of(NOBODY));
    }

    private static String node(String element) {
        List<Matcher> pairs =
                split(element, ';').orElse(List.of()).stream()
                        .map(String::strip)
                        .filter(Predicate.not(String::isEmpty))
                        .map(PAIR::matcher)
                        .toList();
        if (!pairs.stream().allMatch(Matcher::matches)) {
            return NOBODY;
        }
        List<String> nodes =
                pairs.stream()
                        .filter(pair -> pair.group(1).equalsIgnoreCase("for"))
                        .map(pair -> pair.group(pair.start(2) < 0 ? 3 : 2))
                        .toList();
        return nodes.size() == 1 ? nodes.getFirst() : NOBODY;
    }

    /// What stands between the separators that are not quoted; empty if a quote is not closed, for
    /// then it cannot be told what belongs where.
    private static Optional<List<String>> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == separator && !quoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return quoted ? Optional.empty() : Optional.of(parts);
    }
}
