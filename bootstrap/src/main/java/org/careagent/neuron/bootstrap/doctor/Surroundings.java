package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection;
import org.careagent.neuron.bootstrap.OwnAddress;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentEndpoint;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// What more than one check needs to know. All of it is asked for at once, and waited for by who
/// needs it.
final class Surroundings implements AutoCloseable {
    // A running Neuron answers within that (command line specification, the control socket).
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int NEWEST_ENTRIES = 1000;

    private final Settings settings;
    private final InstantSource clock;
    private final Web web;
    private final CompletableFuture<Presence> presence;
    private final CompletableFuture<Optional<AuditInspection>> audit;
    private final CompletableFuture<Optional<Probe>> ownHealth;
    private final CompletableFuture<Optional<Probe>> registry;
    private final CompletableFuture<Optional<Probe>> endpoint;

    Surroundings(Settings settings, InstantSource clock, Executor threads) {
        this(settings, clock, new Web(clock, threads, Web.PATIENCE), threads);
    }

    Surroundings(Settings settings, InstantSource clock, Web web, Executor threads) {
        this.settings = settings;
        this.clock = clock;
        this.web = web;
        this.presence =
                CompletableFuture.supplyAsync(
                                () -> Presence.at(settings.storage().controlSocket()), threads)
                        .completeOnTimeout(
                                new Presence.Silent(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        this.audit = CompletableFuture.supplyAsync(() -> inspect(settings.audit()), threads);
        this.ownHealth = asked(ownHealthAddress(settings.server()).map(web::getOwn));
        this.registry = asked(settings.axon().registry().map(web::get));
        this.endpoint = asked(healthAtEndpoint(settings.axon()).map(web::get));
    }

    private static Optional<AuditInspection> inspect(Settings.Audit audit) {
        return audit.enabled()
                ? Optional.of(AuditFile.inspect(audit.path(), NEWEST_ENTRIES))
                : Optional.empty();
    }

    private static CompletableFuture<Optional<Probe>> asked(
            Optional<CompletableFuture<Probe>> answer) {
        return answer.map(probe -> probe.thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    // Which port it took for port 0, nobody knows.
    private static Optional<URI> ownHealthAddress(Settings.Server server) {
        return server.port() == 0
                ? Optional.empty()
                : Optional.of(
                        URI.create(
                                server.scheme("http")
                                        + "://"
                                        + OwnAddress.of(server.host())
                                        + ":"
                                        + server.port()
                                        + "/health"));
    }

    private static Optional<URI> healthAtEndpoint(Settings.Axon axon) {
        return axon.endpoint()
                .map(AgentEndpoint::uri)
                .map(uri -> uri.endsWith("/") ? uri + "health" : uri + "/health")
                .map(URI::create);
    }

    Settings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }

    /// Whether the Neuron runs.
    Presence presence() {
        return presence.join();
    }

    /// What the newest entries of the audit log are like; empty if none is kept.
    Optional<AuditInspection> audit() {
        return audit.join();
    }

    /// What is answered at this machine's port, path `/health`; empty if the port is any.
    Optional<Probe> ownHealth() {
        return ownHealth.join();
    }

    /// What the registry answers; empty if there is none.
    Optional<Probe> registry() {
        return registry.join();
    }

    /// What is answered where the organisation says that this Neuron is reached, path `/health`;
    /// empty if it does not say.
    Optional<Probe> endpoint() {
        return endpoint.join();
    }

    /// The answers of those who may have a clock of their own, by their hosts.
    Map<String, Probe> strangers() {
        Map<String, Probe> answers = new LinkedHashMap<>();
        Settings.Axon axon = settings.axon();
        axon.registry()
                .ifPresent(uri -> registry().ifPresent(probe -> answers.put(uri.getHost(), probe)));
        healthAtEndpoint(axon)
                .filter(uri -> !Web.isThisMachine(uri))
                .ifPresent(uri -> endpoint().ifPresent(probe -> answers.put(uri.getHost(), probe)));
        return answers;
    }

    @Override
    public void close() {
        web.close();
    }
}
