package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.webserver.http.ServerRequest;

import org.careagent.neuron.adapters.shared.connections.TrustedProxies;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Whom requests count for.
public final class Requesters {
    private Requesters() {}

    /// The address that `request` counts for, for people: that of the connection, or what trusted
    /// proxies say.
    public static String of(ServerRequest request, TrustedProxies proxies) {
        return proxies.sourceOf(peer(request), request.headers()).text();
    }

    /// The other end of the connection.
    static InetAddress peer(ServerRequest request) {
        if (request.remotePeer().address() instanceof InetSocketAddress peer) {
            return peer.getAddress();
        }
        throw new IllegalStateException("HTTP is served on sockets of the network alone");
    }
}
