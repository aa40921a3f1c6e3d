package org.careagent.neuron.bootstrap;

import io.helidon.webserver.http.Filter;

import org.careagent.neuron.adapters.inbound.rest.RestApi;
import org.careagent.neuron.adapters.inbound.rest.http.AnswerCount;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.inbound.rest.routes.HealthRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.ObserveRoutes;
import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.metrics.HelidonMeasurements;
import org.careagent.neuron.application.admission.Occupancy;
import org.careagent.neuron.application.introduction.IntroductionStreams;
import org.careagent.neuron.application.measure.MeasuredSignatures;
import org.careagent.neuron.application.measure.MeasuredStorage;
import org.careagent.neuron.application.port.Measurements;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.Workers;
import org.careagent.neuron.application.status.PendingIntroductions;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.consent.SignatureVerifier;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What of the Neuron is measured, and where that is read.
final class ObserveWiring implements AutoCloseable {
    private final Settings.Observe settings;
    private final HelidonMeasurements measurements = new HelidonMeasurements();

    ObserveWiring(Settings.Observe settings) {
        this.settings = settings;
    }

    /// Is told of what is neither a port nor a route.
    Measurements measurements() {
        return measurements;
    }

    /// `real`, measured.
    SignatureVerifier measured(SignatureVerifier real) {
        return new MeasuredSignatures(real, measurements);
    }

    /// `real`, measured.
    Storage measured(Storage real, InstantSource clock) {
        return new MeasuredStorage(real, measurements, clock);
    }

    /// Looks at what is so at the moment, whenever somebody asks.
    void watch(
            Ledger ledger,
            Occupancy door,
            IntroductionStreams streams,
            Workers workers,
            InstantSource clock) {
        measurements.gauge(
                "neuron_handshakes_active",
                "Handshakes that are going on",
                () -> door.figures().active());
        measurements.gauge(
                "neuron_handshakes_queued",
                "Patients' agents that wait for a place",
                () -> door.figures().queued());
        measurements.counter(
                "neuron_audit_bytes_total",
                "What was appended to the audit trail",
                () -> ledger.auditFile().map(AuditFile::bytesWritten).orElse(0L));
        PendingIntroductions pending =
                new PendingIntroductions(ledger.storage().introductions(), workers, clock);
        measurements.gauge(
                "neuron_introductions_pending",
                "Introductions that no provider's agent has acknowledged",
                pending::now);
        measurements.gauge(
                "neuron_provider_connections",
                "Connections of providers' agents that learn of patients",
                streams::streams);
    }

    /// Counts what `rest` answers.
    Filter counting(RestApi rest) {
        return new AnswerCount(
                Stream.concat(
                                rest.open().stream().map(PublicRoute::path),
                                rest.closed().stream().map(route -> route.path().text()))
                        .toList(),
                measurements::answered);
    }

    /// The routes on the main port: none, if there is a socket of its own.
    List<Route> routes(HealthRoutes health) {
        return settings.port().isPresent() ? List.of() : observe(health).closed();
    }

    /// The socket of its own, if one is configured; not open yet.
    Optional<ObserveSocket> socket(HealthRoutes health) {
        return settings.port()
                .map(port -> ObserveSocket.of(settings.host(), port, observe(health).open()));
    }

    private ObserveRoutes observe(HealthRoutes health) {
        return new ObserveRoutes(measurements::text, health::ready);
    }

    @Override
    public void close() {
        measurements.close();
    }
}
