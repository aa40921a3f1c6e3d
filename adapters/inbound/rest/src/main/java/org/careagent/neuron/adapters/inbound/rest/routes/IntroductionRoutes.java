package org.careagent.neuron.adapters.inbound.rest.routes;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Call;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.provider.AcknowledgeIntroduction;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Providers' agents learn of patients, by asking.
public final class IntroductionRoutes {
    private static final int MOST = 100;
    private static final String AFTER_RULE = "must be the id of an introduction of this provider";

    private final IntroductionStore introductions;
    private final AcknowledgeIntroduction acknowledge;

    /// @param introductions what there is to learn
    /// @param acknowledge is told what has been learnt
    public IntroductionRoutes(
            IntroductionStore introductions, AcknowledgeIntroduction acknowledge) {
        this.introductions = introductions;
        this.acknowledge = acknowledge;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/providers/{npi}/introductions",
                        Scope.PROVIDER,
                        call -> ofOwn(call, npi -> list(call, npi))),
                Route.post(
                        "/v1/providers/{npi}/introductions/{id}/ack",
                        Scope.PROVIDER,
                        call -> ofOwn(call, npi -> acknowledge(call, npi))));
    }

    // Whom the key is for comes before all that may be wrong with the rest.
    private static Answer ofOwn(Call call, Function<Npi, Answer> answer) {
        return call.place("npi", Npi::parse)
                .map(npi -> call.caller().permits(npi) ? answer.apply(npi) : Callers.ofAnother())
                .orElseGet(Answer::notFound);
    }

    private Answer list(Call call, Npi provider) {
        Optional<IntroductionId> after =
                call.parameters().read("after", AFTER_RULE, text -> known(text, provider));
        return call.unlessFaulty(
                () -> Answer.ok(page(introductions.pending(provider, after, MOST))));
    }

    // To go on after one that is not there would be to hear of nothing for ever.
    private Optional<IntroductionId> known(String text, Npi provider) {
        return IntroductionId.parse(text)
                .flatMap(introductions::find)
                .map(KeptIntroduction::introduction)
                .filter(made -> made.relationship().provider().equals(provider))
                .map(Introduction::id);
    }

    private static ObjectNode page(List<Introduction> found) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("data", Rows.of(found, Rows::introduction));
        if (found.size() == MOST) {
            return page.put("next", found.getLast().id().toString());
        }
        return page.putNull("next");
    }

    private Answer acknowledge(Call call, Npi provider) {
        return call.unlessFaulty(() ->
                call.place("id", IntroductionId::parse)
                        .map(id -> acknowledge(id, provider))
                        .orElseGet(Answer::notFound));
    }

    private Answer acknowledge(IntroductionId id, Npi provider) {
        return switch (acknowledge.acknowledge(id, provider)) {
            case ACKNOWLEDGED, ACKNOWLEDGED_BEFORE -> Answer.done();
            case UNKNOWN -> Answer.notFound();
        };
    }
}
