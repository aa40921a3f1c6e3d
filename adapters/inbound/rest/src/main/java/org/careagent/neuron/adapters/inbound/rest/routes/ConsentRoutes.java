package org.careagent.neuron.adapters.inbound.rest.routes;

import io.helidon.http.Status;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Call;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.application.provider.Registrations;
import org.careagent.neuron.application.provider.VerifyConsent;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.Relationship;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/// Providers' agents ask what patients consent to.
public final class ConsentRoutes {
    private final Registrations registrations;
    private final VerifyConsent verify;

    /// @param registrations know whose agent asks, by its key
    /// @param verify knows the answer
    public ConsentRoutes(Registrations registrations, VerifyConsent verify) {
        this.registrations = registrations;
        this.verify = verify;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(Route.postJson("/v1/consent/verify", Scope.PROVIDER, this::verify).opened());
    }

    private Answer verify(Call call) {
        Optional<ProviderKey> key =
                call.body()
                        .required(
                                "provider_public_key",
                                ProviderForm.KEY_RULE,
                                ProviderForm::lookedUp);
        Optional<AgentId> patient =
                call.body().required("patient_agent_id", AgentId.RULE, AgentId::parse);
        Optional<String> action = ProviderForm.text(call.body(), "action");
        return call.unlessFaulty(() ->
                verify(
                        providers(call, key.orElseThrow()),
                        patient.orElseThrow(),
                        action.orElseThrow()));
    }

    private List<Npi> providers(Call call, ProviderKey key) {
        return registrations.of(key).stream()
                .map(Provider::npi)
                .filter(call.caller()::permits)
                .toList();
    }

    // Of a key that is nobody's, or another provider's, no more is told than of a consent that is
    // not there.
    private Answer verify(List<Npi> providers, AgentId patient, String action) {
        return switch (verify.verify(providers, patient, action)) {
            case VerifyConsent.Outcome.Allowed(Relationship relationship) -> allowed(relationship);
            case VerifyConsent.Outcome.NotAllowed() ->
                    Answer.forbidden("The patient does not consent to this with this provider");
            case VerifyConsent.Outcome.Ended() ->
                    Answer.error(Status.GONE_410, "The relationship has ended");
        };
    }

    private static Answer allowed(Relationship relationship) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("allowed", true).put("relationship_id", relationship.id().toString());
        ArrayNode scope = body.putArray("scope");
        relationship.actions().entries().forEach(scope::add);
        return Answer.ok(body);
    }
}
