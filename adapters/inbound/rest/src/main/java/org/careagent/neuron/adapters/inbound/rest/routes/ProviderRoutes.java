package org.careagent.neuron.adapters.inbound.rest.routes;

import io.helidon.http.Status;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Call;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.application.provider.Presence;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.Registrations;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.RegistrationId;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Providers' agents come and go.
///
/// Where neighbours need no key, one without a key registers nobody anew: an administrator has
/// added the provider, and its agent says that it is there. That it may say once, until it
/// disconnects, is silent for long, or the Neuron starts anew; a second agent is told that there is
/// one. It changes nothing: whoever brings another endpoint or public key than the administrator
/// gave is refused, and what else it brings is left aside.
public final class ProviderRoutes {
    private final Registrations registrations;
    private final RegisterProvider register;
    private final Presence presence;
    private final SignatureVerifier signatures;

    /// @param registrations whose agents they are
    /// @param register adds to them
    /// @param presence remembers who is there
    /// @param signatures knows which public keys are good ones
    public ProviderRoutes(
            Registrations registrations,
            RegisterProvider register,
            Presence presence,
            SignatureVerifier signatures) {
        this.registrations = registrations;
        this.register = register;
        this.presence = presence;
        this.signatures = signatures;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.postJson("/v1/providers/register", Scope.PROVIDER, this::register).opened(),
                Route.get(
                                "/v1/providers/{registration_id}/heartbeat",
                                Scope.PROVIDER,
                                this::heartbeat)
                        .opened(),
                Route.post(
                                "/v1/providers/{registration_id}/disconnect",
                                Scope.PROVIDER,
                                this::disconnect)
                        .opened());
    }

    private Answer register(Call call) {
        ProviderForm form = ProviderForm.of(call.body(), signatures);
        CredentialForm.check(call.body());
        return call.unlessFaulty(() -> {
            Provider provider = form.provider();
            if (!call.hasKey()) {
                return arrive(provider);
            }
            return call.caller().permits(provider.npi())
                    ? register(provider, call)
                    : Callers.ofAnother();
        });
    }

    private Answer register(Provider provider, Call call) {
        return switch (register.register(provider, call.actor())) {
            case ADDED -> {
                var _ = presence.see(provider.npi());
                yield registered(provider.npi());
            }
            case ALREADY_REGISTERED -> taken();
        };
    }

    private Answer arrive(Provider provider) {
        Optional<Provider> added = registrations.find(provider.npi());
        if (added.isEmpty()) {
            return Answer.forbidden("A provider is added by an administrator, or with an API key");
        }
        if (isAnother(provider.endpoint(), added.get().endpoint())
                || isAnother(provider.key(), added.get().key())) {
            return Answer.forbidden("Endpoint and public key change only with an API key");
        }
        return presence.arrive(provider.npi()) ? registered(provider.npi()) : taken();
    }

    private static <T> boolean isAnother(Optional<T> said, Optional<T> known) {
        return said.isPresent() && !said.equals(known);
    }

    private static Answer taken() {
        return Answer.conflict("The provider is registered already");
    }

    private Answer registered(Npi provider) {
        return Answer.of(
                Status.CREATED_201,
                row().put("registration_id", registrations.idOf(provider).toString())
                        .put("provider_id", provider.digits())
                        .put("status", "registered"));
    }

    private Answer heartbeat(Call call) {
        return ofRegistered(
                call,
                provider ->
                        Answer.ok(
                                row().put("status", "connected")
                                        .put("last_seen", Rows.time(presence.see(provider)))));
    }

    private Answer disconnect(Call call) {
        return ofRegistered(
                call,
                provider -> {
                    presence.leave(provider);
                    return Answer.ok(row().put("status", "disconnected"));
                });
    }

    private Answer ofRegistered(Call call, Function<Npi, Answer> answer) {
        return call.unlessFaulty(() ->
                call.place("registration_id", RegistrationId::parse)
                        .flatMap(registrations::find)
                        .map(Provider::npi)
                        .map(npi ->
                                call.caller().permits(npi)
                                        ? answer.apply(npi)
                                        : Callers.ofAnother())
                        .orElseGet(Answer::notFound));
    }

    private static ObjectNode row() {
        return JsonNodeFactory.instance.objectNode();
    }
}
