package org.careagent.neuron.bootstrap;

import io.helidon.webserver.http.ServerRequest;

import org.careagent.neuron.adapters.inbound.rest.RestApi;
import org.careagent.neuron.adapters.inbound.rest.http.FrontDesk;
import org.careagent.neuron.adapters.inbound.rest.http.Gate;
import org.careagent.neuron.adapters.inbound.rest.http.Neighbours;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.adapters.inbound.rest.http.Requesters;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.inbound.rest.routes.AuditRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.ConsentRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.DescriptionRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.HealthRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.IntroductionRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.NeuronKeyRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.PageRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.PatientRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.ProviderRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.RegistrationRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.RelationshipRoutes;
import org.careagent.neuron.adapters.inbound.rest.routes.StatusRoutes;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.NoteKey;
import org.careagent.neuron.adapters.shared.connections.TrustedProxies;
import org.careagent.neuron.application.access.CheckApiKey;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.TrailRecords;
import org.careagent.neuron.application.port.Workers;
import org.careagent.neuron.application.provider.AcknowledgeIntroduction;
import org.careagent.neuron.application.provider.Presence;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.Registrations;
import org.careagent.neuron.application.provider.VerifyConsent;
import org.careagent.neuron.application.relationship.ReleasePatient;
import org.careagent.neuron.application.relationship.TerminateRelationship;
import org.careagent.neuron.application.status.PromptHealth;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.consent.SignatureVerifier;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What lies on the front desk: the routes of the REST API, and who may ask for what.
final class DeskWiring {
    private static final System.Logger LOGGER = System.getLogger(DeskWiring.class.getName());

    private final Settings settings;
    private final InstantSource clock;
    private final CheckApiKey keys;
    private final Floods failures;
    private final Workers workers;
    private final SignatureVerifier signatures;
    private final ObserveWiring observe;

    DeskWiring(
            Settings settings,
            InstantSource clock,
            CheckApiKey keys,
            Floods failures,
            Workers workers,
            SignatureVerifier signatures,
            ObserveWiring observe) {
        this.settings = settings;
        this.clock = clock;
        this.keys = keys;
        this.failures = failures;
        this.workers = workers;
        this.signatures = signatures;
        this.observe = observe;
    }

    /// All of the REST API.
    ///
    /// @param key what the Neuron signs with
    /// @param neuron how the Neuron is
    /// @param health whether it is well
    RestApi restApi(Ledger ledger, NoteKey key, StatusRoutes.Running neuron, HealthRoutes health) {
        return new RestApi(publicRoutes(key, health), frontDesk(ledger, neuron, health));
    }

    /// Whether the Neuron is well.
    ///
    /// @param draining whether it is about to stop
    HealthRoutes health(Ledger ledger, BooleanSupplier draining) {
        return new HealthRoutes(
                clock, List.of(new PromptHealth(ledger.journal(), workers)), draining);
    }

    private List<PublicRoute> publicRoutes(NoteKey key, HealthRoutes health) {
        return Stream.of(
                        health.routes(),
                        new DescriptionRoutes(Version.current(), settings.webSocket().path())
                                .routes(),
                        new PageRoutes().routes(),
                        new NeuronKeyRoutes(key.publicKey(), key.verifierKey()).routes())
                .flatMap(List::stream)
                .toList();
    }

    private FrontDesk frontDesk(Ledger ledger, StatusRoutes.Running neuron, HealthRoutes health) {
        TrustedProxies proxies = TrustedProxies.of(settings.server().trustedProxies());
        return new FrontDesk(
                gate(ledger),
                request -> Requesters.of(request, proxies),
                Stream.of(
                                routes(ledger, neuron),
                                providerRoutes(ledger, neuron),
                                observe.routes(health))
                        .flatMap(List::stream)
                        .toList(),
                neighbours(proxies));
    }

    private Predicate<ServerRequest> neighbours(TrustedProxies proxies) {
        return switch (settings.api().providerAccess()) {
            case KEY -> _ -> false;
            case OPEN -> {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "api.providerAccess is open: every program on this machine and in private"
                                + " networks can speak for every provider, and ask what patients"
                                + " consent to, without an API key; let it be key as soon as the"
                                + " providers' agents can send one");
                yield new Neighbours(proxies)::sent;
            }
        };
    }

    private List<Route> routes(Ledger ledger, StatusRoutes.Running neuron) {
        RelationshipStore relationships = ledger.relationships();
        TerminateRelationship terminate =
                new TerminateRelationship(relationships, ledger.journal(), clock);
        return Stream.of(
                        new StatusRoutes(neuron).routes(),
                        new RelationshipRoutes(relationships, terminate).routes(),
                        new PatientRoutes(new ReleasePatient(ledger.journal())).routes(),
                        new AuditRoutes(trail(ledger), workers).routes())
                .flatMap(List::stream)
                .toList();
    }

    private Optional<TrailRecords> trail(Ledger ledger) {
        return ledger.auditFile()
                .map(file ->
                        file.records(() -> AuditLogs.verifierOptions(settings, Optional.empty())));
    }

    private List<Route> providerRoutes(Ledger ledger, StatusRoutes.Running neuron) {
        Registrations registrations =
                new Registrations(settings.organization().npi(), ledger.providers());
        RegisterProvider register = new RegisterProvider(ledger.journal());
        VerifyConsent verify = new VerifyConsent(ledger.relationships());
        return Stream.of(
                        new RegistrationRoutes(neuron, registrations, register, signatures)
                                .routes(),
                        new ProviderRoutes(registrations, register, new Presence(clock), signatures)
                                .routes(),
                        new ConsentRoutes(registrations, verify).routes(),
                        introductionRoutes(ledger).routes())
                .flatMap(List::stream)
                .toList();
    }

    private IntroductionRoutes introductionRoutes(Ledger ledger) {
        IntroductionStore introductions = ledger.storage().introductions();
        return new IntroductionRoutes(
                introductions, new AcknowledgeIntroduction(introductions, ledger.journal(), clock));
    }

    private Gate gate(Ledger ledger) {
        Settings.Api api = settings.api();
        return Gate.of(
                keys,
                new Gate.Share(api.rateLimit().maxRequests(), api.rateLimit().window()),
                failures,
                ledger.journal(),
                clock);
    }
}
