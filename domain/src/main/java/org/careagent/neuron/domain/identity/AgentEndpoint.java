package org.careagent.neuron.domain.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address at which an agent can be reached: an absolute `wss:`, `ws:`, `https:` or `http:` URI
/// of at most 2,048 ASCII characters (handshake protocol, section 2).
///
/// It names a host. It has no user information, which would be a secret in a place that is passed
/// on, and no fragment, which no server ever sees (RFC 3986, section 4.3; RFC 6455, section 3).
public record AgentEndpoint(String uri) {
    /// What [#parse] asks of a text, in words that go after a name.
    public static final String RULE =
            "must be an absolute wss:, ws:, https: or http: URI of at most 2048 characters, without"
                    + " user information or fragment";

    private static final int LONGEST = 2048;
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> SCHEMES = Set.of("wss", "ws", "https", "http");
    // Written out because java.net.URI knows no host with an underscore, which container networks
    // use.
    private static final Pattern AUTHORITY =
            Pattern.compile(
                    "(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~%!$&'()*+,;=-]+)(?::(?<port>[0-9]{0,5}))?");

    /// @throws IllegalArgumentException if it is none of the form above
    public AgentEndpoint {
        if (!isValid(uri)) {
            throw new IllegalArgumentException("an agent's endpoint is an absolute URI");
        }
    }

    /// The endpoint that `text` spells; empty if it spells none.
    public static Optional<AgentEndpoint> parse(String text) {
        return isValid(text) ? Optional.of(new AgentEndpoint(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return false;
        }
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getRawFragment() == null
                    && uri.getRawAuthority() != null
                    && namesHost(uri.getRawAuthority());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean namesHost(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group("port");
        return port == null || port.isEmpty() || inRange(Integer.parseInt(port));
    }

    private static boolean inRange(int port) {
        return port >= 1 && port <= HIGHEST_PORT;
    }

    @Override
    public String toString() {
        return uri;
    }
}
