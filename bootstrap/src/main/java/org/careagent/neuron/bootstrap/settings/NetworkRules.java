package org.careagent.neuron.bootstrap.settings;

import org.careagent.neuron.domain.identity.AgentEndpoint;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules of keys that name a place in a network.
final class NetworkRules {
    // Not what Helidon would take for a pattern, and no query, which no path ever matches.
    private static final Pattern ROUTE = Pattern.compile("/[A-Za-z0-9._~/-]*");
    // What the REST API and providers' agents are served on, and what is below it.
    private static final Pattern API =
            Pattern.compile("/(v1|health|docs|openapi\\.json|\\.well-known|ws/provider)(/.*)?");
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|null|[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#@]+");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private NetworkRules() {}

    static Rule<String> route() {
        return Rules.text(
                "must start with /, hold nothing but letters, digits and -._~/, and not begin as a"
                        + " path of the API does (/v1, /health, /docs, /openapi.json,"
                        + " /.well-known), nor with /ws/provider",
                text -> ROUTE.matcher(text).matches() && !API.matcher(text).matches());
    }

    static Rule<String> host() {
        return Rules.text(
                "must be an address of this machine, or a name of one", NetworkRules::isHere);
    }

    private static boolean isHere(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return !host.isBlank()
                    && (address.isAnyLocalAddress()
                            || address.isLoopbackAddress()
                            || NetworkInterface.getByInetAddress(address) != null);
        } catch (UnknownHostException | SocketException _) {
            return false;
        }
    }

    /// Where this Neuron is reached: `/ws/provider/{npi}` is appended to it (handshake protocol,
    /// section 6).
    static Rule<AgentEndpoint> endpoint() {
        return Rule.single(
                "string",
                "must be an http: or https: address of at most 2000 characters, without a query",
                text -> AgentEndpoint.parse(text).filter(NetworkRules::canBeContinued));
    }

    private static boolean canBeContinued(AgentEndpoint address) {
        return isHttp(address) && !address.uri().contains("?") && address.uri().length() <= 2000;
    }

    private static boolean isHttp(AgentEndpoint address) {
        return address.uri().regionMatches(true, 0, "http", 0, 4);
    }

    static Rule<URI> httpAddress() {
        return Rule.single(
                "string",
                "must be an http: or https: address",
                text ->
                        AgentEndpoint.parse(text)
                                .filter(NetworkRules::isHttp)
                                .map(address -> URI.create(address.uri())));
    }

    /// No message may show it: whoever breaks the rule may have put a password there.
    static Rule<String> postgresUrl() {
        return Rules.text(
                        "must begin with jdbc:postgresql: and hold no password, which has keys of its"
                                + " own",
                        text ->
                                text.startsWith("jdbc:postgresql:")
                                        && !text.contains("@")
                                        && !text.toLowerCase(Locale.ROOT).contains("password="))
                .secret();
    }

    static Rule<List<String>> origins() {
        return Rule.list(
                "string[]",
                "must be a list of origins such as https://portal.example, or *",
                text -> Optional.of(text).filter(ORIGIN.asMatchPredicate()));
    }

    static Rule<List<String>> networks() {
        return Rule.list(
                "string[]",
                "must be a list of networks such as 10.0.0.0/8 or fd00::/8",
                text -> Optional.of(text).filter(NetworkRules::isNetwork));
    }

    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !ADDRESS.matcher(text.substring(0, slash)).matches()) {
            return false;
        }
        try {
            int bits = InetAddress.ofLiteral(text.substring(0, slash)).getAddress().length * 8;
            return Rules.wholeNumber(text.substring(slash + 1), 0, bits).isPresent();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
