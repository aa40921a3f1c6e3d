package org.careagent.neuron.adapters.inbound.rest.routes;

import io.helidon.http.Status;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Call;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.application.audit.VerifyTrail;
import org.careagent.neuron.application.port.TrailRecords;
import org.careagent.neuron.application.port.Workers;
import org.careagent.neuron.domain.access.Scope;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The audit trail: its entries, what was signed of it, and whether it is what was written.
public final class AuditRoutes {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 100;
    // A number that every reader of JSON takes as it is.
    private static final long LAST_SEQUENCE = (1L << 53) - 1;
    private static final Answer NO_TRAIL =
            Answer.error(Status.NOT_FOUND_404, "There is no audit log: audit.enabled is false");
    private static final Answer NO_CHECKPOINT =
            Answer.error(Status.NOT_FOUND_404, "No checkpoint was written yet");

    private final Optional<TrailRecords> trail;
    private final Optional<VerifyTrail> verify;

    /// @param trail is looked at; empty if nothing is recorded
    /// @param workers give the thread that verifies it
    public AuditRoutes(Optional<TrailRecords> trail, Workers workers) {
        this.trail = trail;
        this.verify = trail.map(records -> new VerifyTrail(records, workers));
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/audit", Scope.ADMIN, this::list),
                Route.get("/v1/audit/checkpoint", Scope.ADMIN, this::checkpoint),
                Route.post("/v1/audit/verify", Scope.ADMIN, this::verify));
    }

    private Answer list(Call call) {
        long after = call.parameters().number("after", 0, LAST_SEQUENCE).orElse(0);
        int limit = (int) call.parameters().number("limit", 1, MOST).orElse(USUAL_LIMIT);
        return call.unlessFaulty(() -> of(trail, records -> page(records, after, limit)));
    }

    private static Answer page(TrailRecords records, long after, int limit) {
        List<TrailRecords.Entry> found = records.after(after, limit);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("data", Rows.of(found, AuditRoutes::asRecorded));
        if (found.size() == limit) {
            page.put("next", found.getLast().sequence());
        } else {
            page.putNull("next");
        }
        return Answer.ok(page.put("limit", limit));
    }

    // Byte by byte: whoever asks can verify its hash.
    private static JsonNode asRecorded(TrailRecords.Entry entry) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(entry.line()));
    }

    private Answer checkpoint(Call call) {
        return call.unlessFaulty(() ->
                of(
                        trail,
                        records ->
                                records.newestCheckpoint()
                                        .map(AuditRoutes::shown)
                                        .orElse(NO_CHECKPOINT)));
    }

    private static Answer shown(TrailRecords.SignedCheckpoint newest) {
        return Answer.ok(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("checkpoint", newest.note())
                        .put("size", newest.size()));
    }

    private Answer verify(Call call) {
        return call.unlessFaulty(
                () -> of(verify, checking -> Answer.ok(Rows.verdict(checking.verify()))));
    }

    private static <T> Answer of(Optional<T> there, Function<T, Answer> answer) {
        return there.map(answer).orElse(NO_TRAIL);
    }
}
