package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.handshakeclient.Explanation;
import org.careagent.neuron.adapters.outbound.handshakeclient.Outcome;
import org.careagent.neuron.domain.identity.AgentId;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How a handshake went, for a person or for a program.
///
/// @param agent the id that the agent went by
/// @param took how long it was
record HandshakeReport(Outcome outcome, AgentId agent, Duration took) {
    private static final JsonMapper JSON = JsonMapper.shared();
    // The Neuron is going, or gone.
    private static final Set<Integer> NOBODY_THERE = Set.of(1001, 1006);

    int exitStatus() {
        return switch (outcome) {
            case Outcome.Completed _ -> ExitStatus.DONE;
            case Outcome.Refused _ -> ExitStatus.NO;
            case Outcome.TurnedAway _, Outcome.Unreachable _ -> ExitStatus.UNREACHABLE;
            case Outcome.Closed(int code, _) ->
                    NOBODY_THERE.contains(code) ? ExitStatus.UNREACHABLE : ExitStatus.INTERNAL;
            case Outcome.ProtocolBroken _ -> ExitStatus.INTERNAL;
        };
    }

    /// The relationship on `out`; or what went wrong, what it means and what to do, on `err`.
    void write(PrintWriter out, PrintWriter err) {
        if (outcome instanceof Outcome.Completed completed) {
            out.println("relationship       " + completed.relationship());
            out.println("provider endpoint  " + completed.provider());
            out.println("status             " + completed.status());
            out.println("took               " + took.toMillis() + " ms");
            out.flush();
        } else {
            complain(err);
            Explanation.of(outcome).advice().forEach(line -> err.println("  " + line));
            err.flush();
        }
    }

    /// One object on `out`; of what went wrong, the line on `err` too.
    void writeJson(PrintWriter out, PrintWriter err) {
        Map<String, Object> members = members();
        members.put("agent_id", agent.value());
        members.put("took_ms", took.toMillis());
        if (!(outcome instanceof Outcome.Completed)) {
            members.put("advice", String.join(" ", Explanation.of(outcome).advice()));
            complain(err);
        }
        out.println(JSON.writeValueAsString(members));
        out.flush();
    }

    private void complain(PrintWriter err) {
        err.println("neuron: " + Explanation.of(outcome).headline());
        err.flush();
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        switch (outcome) {
            case Outcome.Completed completed -> {
                members.put("outcome", "completed");
                members.put("relationship_id", completed.relationship().toString());
                members.put("provider_endpoint", completed.provider().uri());
                members.put("status", completed.status());
            }
            case Outcome.Refused(var code, var message, int closeCode, var lead) -> {
                members.put("outcome", "refused");
                members.put("code", code);
                members.put("message", message);
                members.put("close_code", closeCode);
                lead.ifPresent(ahead -> members.put("clock_ahead_s", ahead.toSeconds()));
            }
            case Outcome.Closed(int closeCode, var reason) -> {
                members.put("outcome", "closed");
                members.put("close_code", closeCode);
                members.put("reason", reason);
            }
            case Outcome.TurnedAway(int status, var retryAfter) -> {
                members.put("outcome", "turned_away");
                members.put("http_status", status);
                retryAfter.ifPresent(seconds -> members.put("retry_after", seconds));
            }
            case Outcome.Unreachable(var obstacle, var detail) -> {
                members.put("outcome", "unreachable");
                members.put("obstacle", obstacle.name().toLowerCase(Locale.ROOT));
                members.put("detail", detail);
            }
            case Outcome.ProtocolBroken(var what) -> {
                members.put("outcome", "protocol_broken");
                members.put("detail", what);
            }
        }
        return members;
    }
}
