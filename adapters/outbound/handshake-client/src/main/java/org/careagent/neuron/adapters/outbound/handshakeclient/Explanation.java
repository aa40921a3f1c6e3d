package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An outcome in plain words: what happened, what it probably means, and what to do. This is the
/// one place for them.
///
/// @param headline what happened, in a line
/// @param advice what it means and what to do, a line each
public record Explanation(String headline, List<String> advice) {
    static final String CONSENT_FAILED = "CONSENT_FAILED";

    // What the network and a time in whole seconds may come to.
    private static final Duration NO_LEAD = Duration.ofSeconds(5);

    /// Copies `advice`.
    public Explanation {
        advice = List.copyOf(advice);
    }

    /// Explains `outcome`.
    public static Explanation of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed ->
                    new Explanation("completed: " + completed.status(), List.of());
            case Outcome.Refused refused ->
                    new Explanation(
                            "refused: "
                                    + refused.code()
                                    + ": "
                                    + refused.message()
                                    + " (close "
                                    + refused.closeCode()
                                    + ")",
                            refusal(refused));
            case Outcome.Closed(int code, String reason) ->
                    new Explanation(
                            "closed: "
                                    + code
                                    + (reason.isEmpty() ? "" : ": " + reason)
                                    + ", without handshake.error",
                            List.of(closed(code)));
            case Outcome.TurnedAway(int status, Optional<String> retryAfter) ->
                    new Explanation(
                            "turned away: HTTP "
                                    + status
                                    + retryAfter.map(it -> " (Retry-After: " + it + ")").orElse(""),
                            List.of(turnedAway(status)));
            case Outcome.Unreachable(Outcome.Obstacle obstacle, String detail) ->
                    new Explanation("not reachable: " + detail, unreachable(obstacle));
            case Outcome.ProtocolBroken(String what) ->
                    new Explanation(
                            "protocol broken: " + what,
                            List.of(
                                    "A Neuron must not do that (handshake protocol, version 1)."
                                            + " --trace shows the messages;",
                                    "tell whoever runs it. If it is no Neuron, check the URL."));
        };
    }

    private static List<String> refusal(Outcome.Refused refused) {
        return switch (refused.code()) {
            case "AUTH_TIMEOUT" ->
                    List.of(
                            "It waited in vain for our message: a slow network, or a proxy in between"
                                    + " that holds frames",
                            "back. Try again; --trace shows where the time went.");
            case "INVALID_MESSAGE" ->
                    List.of(
                            "It does not accept the form of what this tool sent, which follows version"
                                    + " 1 of the protocol:",
                            "it may speak another dialect. --trace shows the messages.");
            case CONSENT_FAILED -> consentFailed(refused.clockLead());
            case "PROVIDER_NOT_FOUND" ->
                    List.of(
                            "Check --provider, and that the URL is that of the provider's"
                                    + " organisation.",
                            "Its administrator sees with `neuron provider list` who is"
                                    + " registered.");
            case "SERVER_ERROR" ->
                    List.of(
                            "Something failed inside the Neuron. Try again later; its log tells more to"
                                    + " whoever runs it.");
            default ->
                    List.of(
                            "Version 1 of the protocol has no such code: the Neuron speaks another"
                                    + " version or dialect.");
        };
    }

    private static List<String> consentFailed(Optional<Duration> lead) {
        List<String> causes = new ArrayList<>();
        causes.add("If the message does not say why, it is likely one of these:");
        clocks(lead).ifPresent(causes::add);
        causes.add(
                "- the agent id is bound to another key there: use the --key of its first handshake,"
                        + " or another --agent-id");
        causes.add(
                "- a relationship was ended after this consent was dated: try again in a minute");
        return causes;
    }

    /// Nothing if they are known to agree.
    private static Optional<String> clocks(Optional<Duration> lead) {
        if (lead.isEmpty()) {
            return Optional.of(
                    "- the clocks differ: check this machine's time; the Neuron does not tell its own");
        }
        return lead.filter(time -> time.abs().compareTo(NO_LEAD) > 0)
                .map(time ->
                        "- the clocks differ: this machine's is "
                                + time.abs().toSeconds()
                                + (time.isNegative() ? " s behind" : " s ahead of")
                                + " the Neuron's");
    }

    private static String closed(int code) {
        return switch (code) {
            case CloseCodes.GOING_AWAY -> "The Neuron is stopping. Try again later.";
            case CloseCodes.PROTOCOL_ERROR ->
                    "It says that WebSocket's own rules were broken: look for a proxy in between.";
            case CloseCodes.NOT_UTF8 ->
                    "It says that our text is not UTF-8: look for a proxy in between.";
            case CloseCodes.TOO_BIG ->
                    "Our message was too big for it: fewer or shorter --action, or a shorter"
                            + " --endpoint.";
            default ->
                    "The connection was lost: the Neuron was ended, or something in between cut it."
                            + " Try again.";
        };
    }

    private static String turnedAway(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                    "It points to another address, which is not followed. Is it wss:, not ws: ?";
            case 400 ->
                    "It takes the request for malformed: check the URL, and any proxy in between.";
            case 401, 407 -> "It wants a login, which no Neuron does: there is a proxy in between.";
            case 403 ->
                    "It does not let us in: a proxy in between, or websocket.allowedOrigins of the"
                            + " Neuron.";
            case 404 -> "No Neuron shakes hands at this path. The usual one is /ws/handshake.";
            case 426 ->
                    "It saw no WebSocket upgrade: a proxy in between must pass on Upgrade and"
                            + " Connection.";
            case 502, 504 -> "A proxy answers, but the Neuron behind it does not: is it started?";
            case 503 -> "The Neuron is busy or stopping. Try again later.";
            default ->
                    "A web server answers there, but it does not shake hands: check the URL."
                            + " The usual path is /ws/handshake.";
        };
    }

    private static List<String> unreachable(Outcome.Obstacle obstacle) {
        return switch (obstacle) {
            case NAME_NOT_FOUND ->
                    List.of("Check the spelling of the URL, and this machine's DNS.");
            case CONNECTION_REFUSED ->
                    List.of(
                            "Is the Neuron started, and is that its port? `neuron start` prints it.");
            case TLS ->
                    List.of(
                            "If the port speaks no TLS: ws: in place of wss:.",
                            "If the certificate is the Neuron's own (self-signed, or of a private CA):",
                            "--ca FILE with that certificate as PEM. It must name the host in the"
                                    + " URL.");
            case TIMEOUT ->
                    List.of(
                            "A firewall in between, or a busy Neuron: it may hold a request for 30 s"
                                    + " before it answers.",
                            "Try again with a longer --timeout.");
            case OTHER -> List.of("Check the URL: host, port, and wss: or ws:.");
        };
    }
}
