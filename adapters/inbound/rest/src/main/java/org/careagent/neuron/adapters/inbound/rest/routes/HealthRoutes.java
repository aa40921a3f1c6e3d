package org.careagent.neuron.adapters.inbound.rest.routes;

import io.helidon.http.Status;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.application.port.Writable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Whether the Neuron is well, for those who watch over it.
public final class HealthRoutes {
    private final InstantSource clock;
    private final Instant startedAt;
    private final List<Writable> needed;
    private final BooleanSupplier draining;

    /// @param clock tells the time; it has started now
    /// @param needed what must be writable for the Neuron to be healthy
    /// @param draining whether it is about to stop, and lets nobody in any more
    public HealthRoutes(InstantSource clock, List<Writable> needed, BooleanSupplier draining) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.needed = List.copyOf(needed);
        this.draining = draining;
    }

    /// The routes.
    public List<PublicRoute> routes() {
        return List.of(
                new PublicRoute.Live("/health", this::health),
                new PublicRoute.Live("/health/live", this::live),
                new PublicRoute.Live("/health/ready", this::ready));
    }

    private Answer health() {
        return needed.stream().allMatch(Writable::canWrite)
                ? answer(Status.OK_200, "ok")
                : answer(Status.SERVICE_UNAVAILABLE_503, "unavailable");
    }

    // Whoever starts it anew when it cannot write would gain nothing by that, and lose sessions.
    private Answer live() {
        return answer(Status.OK_200, "ok");
    }

    /// Whether it takes patients, and all that it needs can be written to.
    public Answer ready() {
        return draining.getAsBoolean()
                ? answer(Status.SERVICE_UNAVAILABLE_503, "draining")
                : health();
    }

    private Answer answer(Status status, String word) {
        Instant now = clock.instant();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", word);
        body.put("timestamp", Rows.time(now));
        body.put("uptime_seconds", Duration.between(startedAt, now).toSeconds());
        return Answer.of(status, body);
    }
}
