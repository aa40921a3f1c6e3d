package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.Header;
import io.helidon.webserver.http.ServerRequest;

import org.careagent.neuron.adapters.shared.connections.TrustedProxies;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/// Tells who is near enough to need no key where that is configured (REST API, "Access"): a program
/// on this machine, or in a private network, that connects by itself.
///
/// Whatever was forwarded comes from somewhere else, and so it does if a trusted proxy brings it,
/// whether that one says so or not. Nor is a page in somebody's browser a neighbour, although the
/// browser may be one.
public final class Neighbours {
    // The first seven bits of a unique local address (RFC 4193).
    private static final int LOCAL_MASK = 0xFE;
    private static final int LOCAL = 0xFC;
    private static final Set<String> TELLTALES =
            Set.of("forwarded", "via", "x-real-ip", "origin", "sec-fetch-site");
    private static final String FORWARDED_TOO = "x-forwarded-";

    private final TrustedProxies proxies;

    /// @param proxies are no neighbours, whatever their address
    public Neighbours(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /// Whether `request` comes from one.
    public boolean sent(ServerRequest request) {
        InetAddress peer = Requesters.peer(request);
        return isNear(peer)
                && !proxies.trusts(peer)
                && request.headers().stream().noneMatch(Neighbours::isTelltale);
    }

    private static boolean isTelltale(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        return TELLTALES.contains(name) || name.startsWith(FORWARDED_TOO);
    }

    /// Whether `address` is one of this machine, or a private one (RFC 1918, RFC 4193).
    static boolean isNear(InetAddress address) {
        return address.isLoopbackAddress()
                || (address instanceof Inet6Address
                        ? (address.getAddress()[0] & LOCAL_MASK) == LOCAL
                        : address.isSiteLocalAddress());
    }
}
