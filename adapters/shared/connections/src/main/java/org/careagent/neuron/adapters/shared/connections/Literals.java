package org.careagent.neuron.adapters.shared.connections;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses as they are written. No name is ever looked up.
final class Literals {
    private static final int LONGEST = 128;
    // Not the forms with fewer numbers, and no zone, both of which InetAddress would take.
    private static final Pattern ADDRESS =
            Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final String PORT = "(?::(?:\\d{1,5}|_[A-Za-z0-9._-]+))?";
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]|([0-9.]+))" + PORT);

    private Literals() {}

    /// The address that `text` is; empty if it is something else.
    static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(text)
                    .filter(each -> each.length() <= LONGEST)
                    .filter(ADDRESS.asMatchPredicate())
                    .map(InetAddress::ofLiteral);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The address of a node (RFC 7239, section 6), with or without a port; empty if it is
    /// `unknown` or hides its address. Taken as well, since proxies write it: an IPv6 address
    /// without brackets.
    static Optional<InetAddress> node(String text) {
        String node = text.strip();
        if (node.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher withPort = WITH_PORT.matcher(node);
        if (!withPort.matches()) {
            return address(node);
        }
        return Optional.ofNullable(withPort.group(1))
                .or(() -> Optional.ofNullable(withPort.group(2)))
                .flatMap(Literals::address);
    }
}
