package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Call;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.adapters.shared.rows.SmallLetters;
import org.careagent.neuron.application.admission.AdmissionFigures;
import org.careagent.neuron.application.status.NeuronStatus;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.handshake.AwaitingAnswer;
import org.careagent.neuron.domain.handshake.AwaitingToken;
import org.careagent.neuron.domain.handshake.Handshake;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/// How the Neuron is, and what is going on at it.
public final class StatusRoutes {
    private final Running neuron;

    /// The Neuron, as far as it can be looked at.
    public interface Running {
        /// How it is now.
        NeuronStatus status();

        /// What kind of organisation it is of, as its configuration spells it.
        String organizationType();

        /// The handshakes that are going on, the oldest first.
        List<Handshake> sessions();

        /// How full the door is now.
        AdmissionFigures occupancy();
    }

    /// @param neuron is looked at
    public StatusRoutes(Running neuron) {
        this.neuron = neuron;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/status", Scope.READ, this::status),
                Route.get("/v1/organization", Scope.READ, this::organization),
                Route.get("/v1/sessions", Scope.READ, this::sessions));
    }

    private Answer status(Call call) {
        return call.unlessFaulty(() -> Answer.ok(Rows.status(neuron.status())));
    }

    private Answer organization(Call call) {
        return call.unlessFaulty(() -> Answer.ok(organization(neuron)));
    }

    /// Who the organisation of `neuron` is, and how it stands with the registry.
    static ObjectNode organization(Running neuron) {
        NeuronStatus status = neuron.status();
        return JsonNodeFactory.instance
                .objectNode()
                .put("npi", status.npi().digits())
                .put("name", status.organization())
                .put("type", neuron.organizationType())
                .put("axon_status", SmallLetters.of(status.registry()))
                .put("providers", status.providers());
    }

    private Answer sessions(Call call) {
        return call.unlessFaulty(() -> {
            AdmissionFigures door = neuron.occupancy();
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set("sessions", Rows.of(neuron.sessions(), StatusRoutes::session));
            return Answer.ok(
                    body.put("active", door.active())
                            .put("queued", door.queued())
                            .put("oldest_wait_ms", door.oldestWait().toMillis()));
        });
    }

    // Whoever has not shown a good token yet is nobody.
    private static ObjectNode session(Handshake session) {
        Optional<Consent> consent =
                switch (session) {
                    case AwaitingAnswer challenged -> Optional.of(challenged.consent());
                    case AwaitingToken _, Handshake.Ended _ -> Optional.empty();
                };
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("session_id", session.id().toString());
        row.set("patient_agent_id", text(consent.map(shown -> shown.patient().value())));
        row.set("provider_npi", text(consent.map(shown -> shown.provider().digits())));
        row.put("status", SmallLetters.of(session.status()));
        return row.put("started_at", Rows.time(session.startedAt()));
    }

    private static JsonNode text(Optional<String> known) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return known.<JsonNode>map(nodes::stringNode).orElseGet(nodes::nullNode);
    }
}
