package org.careagent.neuron.adapters.shared.connections;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;

import org.careagent.neuron.application.admission.SourceAddress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The proxies whose word counts about whom a request comes from (handshake protocol, section 5;
/// `server.trustedProxies`).
///
/// A proxy appends the address of whoever connected to it to `Forwarded` (RFC 7239) or
/// `X-Forwarded-For`; what stands before that it has only been told. So the headers are read from
/// their end, and for as long as the one who says it is trusted.
public final class TrustedProxies {
    // More hops than any request has on its way.
    private static final int MOST_HOPS = 32;

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /// Trusts the proxies in these networks.
    ///
    /// @param cidrs each a network such as `10.0.0.0/8` or `fd00::/8`, or a single address; none,
    ///   if no proxy is trusted
    /// @throws IllegalArgumentException if one of them is neither
    public static TrustedProxies of(List<String> cidrs) {
        return new TrustedProxies(cidrs.stream().map(Network::parse).toList());
    }

    /// Whom a request counts for: the last address that a trusted proxy vouches for. That is
    /// `peer`, if it is not trusted, or names nobody whose address can be known.
    ///
    /// A proxy that writes one of the two headers passes the other one on as it came, and anybody
    /// may have written that. So if they say different things, neither is believed.
    ///
    /// @param peer the other end of the connection
    /// @param headers of the request
    public SourceAddress sourceOf(InetAddress peer, Headers headers) {
        Set<SourceAddress> said = new HashSet<>();
        if (trusts(peer)) {
            said(peer, headers, HeaderNames.FORWARDED, ForwardedLine::nodes).ifPresent(said::add);
            said(peer, headers, HeaderNames.X_FORWARDED_FOR, TrustedProxies::listed)
                    .ifPresent(said::add);
        }
        return said.size() == 1 ? said.iterator().next() : source(peer);
    }

    private Optional<SourceAddress> said(
            InetAddress peer,
            Headers headers,
            HeaderName name,
            Function<String, List<String>> nodes) {
        List<String> lines = headers.all(name, List::of);
        Stream<String> nearestFirst =
                lines.reversed().stream()
                        .flatMap(line -> nodes.apply(line).reversed().stream())
                        .limit(MOST_HOPS);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(source(lastVouchedFor(peer, nearestFirst.toList())));
    }

    private InetAddress lastVouchedFor(InetAddress peer, List<String> nearestFirst) {
        InetAddress known = peer;
        for (String node : nearestFirst) {
            Optional<InetAddress> before = trusts(known) ? Literals.node(node) : Optional.empty();
            if (before.isEmpty()) {
                return known;
            }
            known = before.get();
        }
        return known;
    }

    /// Whether `address` is one of them.
    public boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> listed(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    private static SourceAddress source(InetAddress address) {
        return SourceAddress.of(address.getAddress());
    }
}
