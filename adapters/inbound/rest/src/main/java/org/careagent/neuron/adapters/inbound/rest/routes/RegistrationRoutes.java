package org.careagent.neuron.adapters.inbound.rest.routes;

import io.helidon.http.Status;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Call;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.Registrations;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/// The registration of the organisation and of its providers: looked at, and made by an
/// administrator.
public final class RegistrationRoutes {
    private final StatusRoutes.Running neuron;
    private final Registrations registrations;
    private final RegisterProvider register;
    private final SignatureVerifier signatures;

    /// @param neuron knows the organisation
    /// @param registrations are looked at
    /// @param register adds to them
    /// @param signatures knows which public keys are good ones
    public RegistrationRoutes(
            StatusRoutes.Running neuron,
            Registrations registrations,
            RegisterProvider register,
            SignatureVerifier signatures) {
        this.neuron = neuron;
        this.registrations = registrations;
        this.register = register;
        this.signatures = signatures;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/registrations", Scope.READ, this::list),
                Route.get("/v1/registrations/{npi}", Scope.READ, this::show),
                Route.postJson("/v1/registrations", Scope.ADMIN, this::register));
    }

    private Answer list(Call call) {
        return call.unlessFaulty(() -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set("organization", StatusRoutes.organization(neuron));
            body.set("data", Rows.of(registrations.all(), this::row));
            return Answer.ok(body);
        });
    }

    private Answer show(Call call) {
        return call.unlessFaulty(() ->
                call.place("npi", Npi::parse)
                        .flatMap(registrations::find)
                        .map(provider -> Answer.ok(row(provider)))
                        .orElseGet(Answer::notFound));
    }

    private ObjectNode row(Provider provider) {
        return Rows.registration(registrations.idOf(provider.npi()), provider);
    }

    private Answer register(Call call) {
        ProviderForm form = ProviderForm.of(call.body(), signatures);
        return call.unlessFaulty(() -> {
            Provider provider = form.provider();
            return switch (register.register(provider, call.actor())) {
                case ADDED -> Answer.of(Status.CREATED_201, row(provider));
                case ALREADY_REGISTERED -> Answer.conflict("The provider is registered already");
            };
        });
    }
}
