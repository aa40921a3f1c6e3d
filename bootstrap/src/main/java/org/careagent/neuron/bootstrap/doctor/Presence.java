package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.inbound.control.ControlAnswer;
import org.careagent.neuron.adapters.inbound.control.ControlClient;
import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.adapters.inbound.control.ControlSocketException;
import org.careagent.neuron.adapters.inbound.control.NeuronSilentException;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;

/// Whether the Neuron runs, as its control socket tells.
sealed interface Presence {
    /// It runs.
    ///
    /// @param status as `GET /v1/status` of the REST API
    record Running(JsonNode status) implements Presence {}

    /// It does not.
    record Absent() implements Presence {}

    /// Something holds the socket and gives no answer that helps.
    record Silent() implements Presence {}

    /// It cannot be told: this user may not ask.
    record Barred() implements Presence {}

    /// Asks at `socket`.
    static Presence at(Path socket) {
        try {
            return ControlClient.connect(socket).map(Presence::of).orElseGet(Absent::new);
        } catch (NeuronSilentException _) {
            return new Silent();
        } catch (ControlSocketException _) {
            return new Barred();
        }
    }

    private static Presence of(ControlClient connected) {
        try (ControlClient client = connected) {
            return switch (client.ask(new ControlRequest.Status())) {
                case ControlAnswer.Done(JsonNode status) -> new Running(status);
                case ControlAnswer.No _, ControlAnswer.Failed _ -> new Silent();
            };
        }
    }
}
