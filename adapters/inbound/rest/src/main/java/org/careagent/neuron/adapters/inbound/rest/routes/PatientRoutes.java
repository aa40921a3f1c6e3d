package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Call;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.application.relationship.ReleasePatient;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.AgentId;

import java.util.List;

/// Patients' agents and their keys.
public final class PatientRoutes {
    private final ReleasePatient release;

    /// @param release unbinds an agent id from its key
    public PatientRoutes(ReleasePatient release) {
        this.release = release;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(Route.post("/v1/patients/{agent_id}/release", Scope.ADMIN, this::release));
    }

    private Answer release(Call call) {
        return call.unlessFaulty(() ->
                call.place("agent_id", AgentId::parse)
                        .map(patient ->
                                switch (release.release(patient, call.actor())) {
                                    case RELEASED -> Answer.done();
                                    case NOT_BOUND -> Answer.notFound();
                                })
                        .orElseGet(Answer::notFound));
    }
}
