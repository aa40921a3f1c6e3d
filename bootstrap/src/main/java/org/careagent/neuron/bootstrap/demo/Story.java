package org.careagent.neuron.bootstrap.demo;

import org.careagent.neuron.adapters.outbound.handshakeclient.Trace;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintStream;
import java.time.Duration;

/// Tells the demo to the person who runs it: numbered steps, and each message as it went over the
/// wire.
final class Story implements Trace {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_VALUE = 60;

    private final PrintStream out;
    private int steps;

    Story(PrintStream out) {
        this.out = out;
    }

    void step(String text) {
        out.println();
        out.println(++steps + ". " + text);
    }

    void detail(String text) {
        out.println("   " + text);
    }

    @Override
    public void saw(Duration sinceStart, Event event) {
        switch (event) {
            case Event.Consented(String payload) -> presents(payload);
            case Event.Sent(String message) -> show("patient -> neuron", message);
            case Event.Received(String message) -> fromNeuron(message);
            case Event.Closed(int code, _) -> detail("neuron -> patient  close " + code);
            case Event.Lost _ -> detail("neuron -> patient  the connection was lost");
            // What every connection begins with is no part of the story.
            case Event.Connecting _,
                    Event.StillWaiting _,
                    Event.Answered _,
                    Event.ClockAsked _ -> {}
        }
    }

    private void presents(String consent) {
        step("The patient's agent connects and presents the consent that the patient has signed:");
        detail(consent);
    }

    private void fromNeuron(String message) {
        JsonNode read = JSON.readTree(message);
        switch (read.path("type").asString()) {
            case "handshake.challenge" -> {
                step(
                        "The Neuron decides: signature and consent hold, the provider is registered."
                                + " It asks for proof of the key:");
                show("neuron -> patient", message);
                step("The agent signs the 32 bytes of the nonce with the patient's key:");
            }
            case "handshake.complete" -> {
                step(
                        read.path("status").asString().equals("new")
                                ? "The Neuron decides: the key is proven, and there is no relationship"
                                        + " yet. It stores one, audits it, and says where the provider is:"
                                : "The Neuron decides: the key is proven, and there is a relationship:");
                show("neuron -> patient", message);
            }
            default -> {
                step("The Neuron refuses:");
                show("neuron -> patient", message);
            }
        }
    }

    // Long values are base64 and say nothing to a person; their beginnings are enough to compare.
    private void show(String direction, String message) {
        JsonNode read = JSON.readTree(message);
        out.println("   " + direction + "  " + read.path("type").asString());
        read.properties().stream()
                .filter(member -> !member.getKey().equals("type"))
                .forEach(member ->
                        out.printf(
                                "      %-25s %s%n",
                                member.getKey(), shortened(member.getValue().asString())));
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE + 10
                ? value
                : value.substring(0, LONGEST_VALUE) + "... (" + value.length() + " characters)";
    }
}
