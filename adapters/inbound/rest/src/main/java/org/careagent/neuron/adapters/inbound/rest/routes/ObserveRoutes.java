package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.domain.access.Scope;

import java.util.List;
import java.util.function.Supplier;

/// What those who watch over the Neuron read: its measurements, and whether it is ready. On the
/// main port for a key, on a socket of its own for whoever reaches it.
public final class ObserveRoutes {
    // Which version of the format it is, as its readers want to know.
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String METRICS = "/observe/metrics";
    private static final String HEALTH = "/observe/health";

    private final Supplier<String> metrics;
    private final Supplier<Answer> health;

    /// @param metrics gives the measurements, in the text format of Prometheus
    /// @param health tells whether it is ready
    public ObserveRoutes(Supplier<String> metrics, Supplier<Answer> health) {
        this.metrics = metrics;
        this.health = health;
    }

    /// The routes for those who have a key.
    public List<Route> closed() {
        return List.of(
                Route.get(METRICS, Scope.READ, call -> call.unlessFaulty(this::metrics)),
                Route.get(HEALTH, Scope.READ, call -> call.unlessFaulty(health)));
    }

    /// The same for everybody.
    public List<PublicRoute> open() {
        return List.of(
                new PublicRoute.Live(METRICS, this::metrics), new PublicRoute.Live(HEALTH, health));
    }

    private Answer metrics() {
        return Answer.text(PROMETHEUS, metrics.get());
    }
}
