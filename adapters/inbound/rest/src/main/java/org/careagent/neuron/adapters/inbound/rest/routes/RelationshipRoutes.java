package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Call;
import org.careagent.neuron.adapters.inbound.rest.http.Parameters;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.adapters.shared.rows.SmallLetters;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.relationship.TerminateRelationship;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;
import org.careagent.neuron.domain.relationship.TerminationReason;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Relationships: looked at, and ended.
public final class RelationshipRoutes {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 100;
    private static final String ID_RULE = "must be the id of a relationship, a UUID";

    private final RelationshipStore relationships;
    private final TerminateRelationship terminate;

    /// @param relationships are looked at
    /// @param terminate ends them
    public RelationshipRoutes(RelationshipStore relationships, TerminateRelationship terminate) {
        this.relationships = relationships;
        this.terminate = terminate;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/relationships", Scope.READ, this::list),
                Route.get("/v1/relationships/{relationship_id}", Scope.READ, this::show),
                Route.postJson(
                        "/v1/relationships/{relationship_id}/terminate",
                        Scope.PROVIDER,
                        this::terminate),
                Route.get("/v1/consent/status/{relationship_id}", Scope.READ, this::show));
    }

    private Answer list(Call call) {
        Parameters given = call.parameters();
        Optional<RelationshipFilter> filter = filter(given);
        Optional<RelationshipId> after = given.read("after", ID_RULE, RelationshipId::parse);
        OptionalLong offset = given.number("offset", 0, Long.MAX_VALUE);
        int limit = (int) given.number("limit", 1, MOST).orElse(USUAL_LIMIT);
        if (given.has("after") && given.has("offset")) {
            given.fault("offset", "cannot go with after: one of the two says where to begin");
        }
        return call.unlessFaulty(() ->
                Answer.ok(
                        after.map(last -> pageAfter(last, filter, limit))
                                .orElseGet(() -> page(offset.orElse(0), filter, limit))));
    }

    // What is no NPI or no agent id is nobody's: such a filter leaves nothing in.
    private static Optional<RelationshipFilter> filter(Parameters given) {
        Optional<RelationshipStatus> status =
                given.read(
                        "status",
                        SmallLetters.rule(RelationshipStatus.class),
                        text -> SmallLetters.parse(RelationshipStatus.class, text));
        Optional<String> provider = given.text("provider_npi");
        Optional<String> patient = given.text("patient_agent_id");
        Optional<Npi> npi = provider.flatMap(Npi::parse);
        Optional<AgentId> agent = patient.flatMap(AgentId::parse);
        boolean somebody =
                npi.isPresent() == provider.isPresent() && agent.isPresent() == patient.isPresent();
        return somebody
                ? Optional.of(new RelationshipFilter(status, npi, agent))
                : Optional.empty();
    }

    private ObjectNode pageAfter(
            RelationshipId after, Optional<RelationshipFilter> filter, int limit) {
        List<KeptRelationship> found =
                filter.map(admitting -> relationships.list(admitting, Optional.of(after), limit))
                        .orElse(List.of());
        ObjectNode page = withData(found);
        if (found.size() == limit) {
            page.put("next", found.getLast().relationship().id().toString());
        } else {
            page.putNull("next");
        }
        return page.put("limit", limit);
    }

    private ObjectNode page(long offset, Optional<RelationshipFilter> filter, int limit) {
        RelationshipStore.Page found =
                filter.map(admitting -> relationships.page(admitting, offset, limit))
                        .orElse(new RelationshipStore.Page(List.of(), 0));
        return withData(found.relationships())
                .put("total", found.total())
                .put("offset", offset)
                .put("limit", limit);
    }

    private static ObjectNode withData(List<KeptRelationship> found) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("data", Rows.of(found, Rows::relationship));
        return page;
    }

    private Answer show(Call call) {
        return call.unlessFaulty(() ->
                call.place("relationship_id", RelationshipId::parse)
                        .flatMap(relationships::find)
                        .<Answer>map(kept -> Answer.ok(Rows.relationship(kept)))
                        .orElseGet(Answer::notFound));
    }

    private Answer terminate(Call call) {
        Optional<Npi> provider = call.body().required("provider_npi", Npi.RULE, Npi::parse);
        Optional<TerminationReason> reason =
                call.body().required("reason", TerminationReason.RULE, TerminationReason::parse);
        return call.unlessFaulty(() ->
                call.caller().permits(provider.orElseThrow())
                        ? terminate(call, provider.orElseThrow(), reason.orElseThrow())
                        : Callers.ofAnother());
    }

    // That a relationship is another provider's is not told: it is none of this one's.
    private Answer terminate(Call call, Npi provider, TerminationReason reason) {
        Function<RelationshipId, Answer> termination =
                id ->
                        switch (terminate.terminate(id, provider, reason)) {
                            case TERMINATED -> terminated(id, reason);
                            case ALREADY_TERMINATED ->
                                    Answer.conflict("The relationship has ended already");
                            case OF_ANOTHER_PROVIDER, UNKNOWN -> Answer.notFound();
                        };
        return call.place("relationship_id", RelationshipId::parse)
                .map(termination)
                .orElseGet(Answer::notFound);
    }

    private Answer terminated(RelationshipId id, TerminationReason reason) {
        KeptRelationship ended = relationships.find(id).orElseThrow();
        return Answer.ok(
                Rows.relationship(ended)
                        .put("terminated_at", Rows.time(ended.updatedAt()))
                        .put("reason", reason.text()));
    }
}
