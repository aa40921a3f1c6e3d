package org.careagent.neuron.bootstrap;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;

import org.careagent.neuron.adapters.inbound.rest.RestApi;
import org.careagent.neuron.adapters.inbound.rest.WireErrors;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;

import java.util.List;

/// A socket of its own for those who watch over the Neuron: they need no key there, and get there
/// when the front door is full.
///
/// @param host where it listens
/// @param port the one that is configured
/// @param server listens
record ObserveSocket(String host, int port, WebServer server) implements AutoCloseable {
    // One scrape is one connection; whoever opens more than these waits.
    private static final int MOST_CONNECTIONS = 32;

    /// A socket that is not open yet.
    ///
    /// @param routes all that is there
    static ObserveSocket of(String host, int port, List<PublicRoute> routes) {
        return new ObserveSocket(
                host,
                port,
                WebServer.builder()
                        .host(host)
                        .port(port)
                        .maxTcpConnections(MOST_CONNECTIONS)
                        .shutdownHook(false)
                        .protocolsDiscoverServices(false)
                        .addConnectionSelector(
                                Http1ConnectionSelector.builder()
                                        .config(Http1Config.create())
                                        .build())
                        .directHandlers(WireErrors.handlers())
                        .routing(routing -> {
                            routing.register(rules -> RestApi.openly(routes, rules));
                            RestApi.handleErrors(routing);
                        })
                        .build());
    }

    /// Opens it.
    ///
    /// @throws PortNotOpenedException if it cannot be opened
    void open() {
        server.start();
        if (!server.isRunning()) {
            throw new PortNotOpenedException(host, port, "observe.port");
        }
    }

    @Override
    public void close() {
        var _ = server.stop();
    }
}
