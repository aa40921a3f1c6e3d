package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The exchange of messages, in the order of the protocol (handshake protocol, section 2).
final class Conversation {
    private final Errand errand;
    private final PatientMessages messages;
    private final Line line;
    private final NeuronClock clock;

    Conversation(Errand errand, PatientMessages messages, Line line, NeuronClock clock) {
        this.errand = errand;
        this.messages = messages;
        this.line = line;
        this.clock = clock;
    }

    /// What was heard: a message, or why there is none.
    private sealed interface Heard {
        record Message(NeuronMessage message) implements Heard {}

        record End(Outcome outcome) implements Heard {}
    }

    /// Goes through the whole of it, with a consent given at `now`.
    Outcome hold(Instant now) throws InterruptedException {
        try {
            String consent = messages.consent(now);
            line.note(new Trace.Event.Consented(consent));
            line.say(messages.auth(consent));
            return afterAuth();
        } finally {
            line.hangUp();
        }
    }

    private Outcome afterAuth() throws InterruptedException {
        return switch (hear("handshake.auth")) {
            case Heard.End(Outcome outcome) -> outcome;
            case Heard.Message(NeuronMessage.Challenge challenge) -> afterChallenge(challenge);
            case Heard.Message(NeuronMessage.Complete complete) ->
                    complete.isNew()
                            ? broken(
                                    "it founded a relationship without asking for proof of the key")
                            : completed(complete);
            case Heard.Message(NeuronMessage.Failure failure) -> refused(failure);
            case Heard.Message(NeuronMessage.Malformed malformed) -> malformed(malformed);
        };
    }

    // Who signs what was meant for somebody else may find it used against him.
    private Outcome afterChallenge(NeuronMessage.Challenge challenge) throws InterruptedException {
        if (!challenge.provider().equals(errand.provider())) {
            return broken(
                    "its challenge is for another provider, "
                            + challenge.provider()
                            + "; it was not signed");
        }
        line.say(messages.answer(challenge.nonce()));
        return switch (hear("handshake.challenge_response")) {
            case Heard.End(Outcome outcome) -> outcome;
            case Heard.Message(NeuronMessage.Challenge _) -> broken("it sent a second challenge");
            case Heard.Message(NeuronMessage.Complete complete) -> completed(complete);
            case Heard.Message(NeuronMessage.Failure failure) -> refused(failure);
            case Heard.Message(NeuronMessage.Malformed malformed) -> malformed(malformed);
        };
    }

    private Heard hear(String said) throws InterruptedException {
        return switch (line.hear()) {
            case Inbox.Arrival.Text(String text) ->
                    new Heard.Message(NeuronMessageReader.read(text));
            case Inbox.Arrival.Forbidden(String what) -> new Heard.End(broken("it " + what));
            case Inbox.Arrival.Closed(int code, String reason) ->
                    new Heard.End(closedEarly(code, VisibleText.phrase(reason)));
            case Inbox.Arrival.Lost(String why) ->
                    new Heard.End(new Outcome.Closed(CloseCodes.LOST, VisibleText.phrase(why)));
            case Inbox.Arrival.Nothing _ ->
                    new Heard.End(
                            new Outcome.Unreachable(
                                    Outcome.Obstacle.TIMEOUT,
                                    said + " was not answered within " + line.patience()));
        };
    }

    private static Outcome closedEarly(int code, String reason) {
        return CloseCodes.WITHOUT_ERROR.contains(code)
                ? new Outcome.Closed(code, reason)
                : broken("it closed with " + code + " and without handshake.error");
    }

    private Outcome completed(NeuronMessage.Complete complete) throws InterruptedException {
        String after =
                "after handshake.complete (relationship " + complete.relationship() + ") it ";
        return switch (line.farewell()) {
            case Line.Farewell.Close(int code) when code == CloseCodes.DONE ->
                    new Outcome.Completed(
                            complete.relationship(), complete.provider(), complete.isNew());
            case Line.Farewell.Close(int code) ->
                    broken(after + "closed with " + code + ", not 1000");
            case Line.Farewell.Other(String what) -> broken(after + what);
        };
    }

    private Outcome refused(NeuronMessage.Failure failure) throws InterruptedException {
        String after =
                "after handshake.error (" + failure.code() + ": " + failure.message() + ") it ";
        return switch (line.farewell()) {
            case Line.Farewell.Close(int code) when CloseCodes.fits(failure.code(), code) ->
                    new Outcome.Refused(failure.code(), failure.message(), code, lead(failure));
            case Line.Farewell.Close(int code) ->
                    broken(after + "closed with " + code + ", which does not go with that error");
            case Line.Farewell.Other(String what) -> broken(after + what);
        };
    }

    private Optional<Duration> lead(NeuronMessage.Failure failure) throws InterruptedException {
        return failure.code().equals(Explanation.CONSENT_FAILED)
                ? clock.lead(errand.address())
                : Optional.empty();
    }

    private static Outcome malformed(NeuronMessage.Malformed malformed) {
        return broken("it sent " + malformed.what());
    }

    private static Outcome broken(String what) {
        return new Outcome.ProtocolBroken(what);
    }
}
