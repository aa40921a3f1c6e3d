package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlAnswer;
import org.careagent.neuron.adapters.inbound.control.ControlClient;
import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.bootstrap.settings.Settings;

import picocli.CommandLine.Mixin;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/// Where management commands put their questions: to the Neuron if it runs, else to what it keeps
/// (command line specification). Which of the two makes no difference to the answer.
final class Desk {
    @Mixin private ConfigOption config = new ConfigOption();

    /// The settings of the Neuron that is asked.
    Settings settings() {
        return config.load();
    }

    /// What is answered.
    ///
    /// @throws CommandFailure if it is no, or if nobody can be asked
    JsonNode ask(ControlRequest.Management request) {
        return ask(settings(), request);
    }

    /// As [#ask], for who has the settings already.
    static JsonNode ask(Settings settings, ControlRequest.Management request) {
        try (Clerk clerk = clerkFor(settings, request)) {
            return dataOf(clerk.answer(request));
        }
    }

    /// Somebody who can answer `request`, and others that change no more than it does.
    static Clerk clerkFor(Settings settings, ControlRequest.Management request) {
        return Patience.untilDataIsFree(() ->
                running(settings)
                        .<Clerk>map(Clerk.Running::new)
                        .orElseGet(() -> standIn(settings, request)));
    }

    /// What the running Neuron answers.
    ///
    /// @throws CommandFailure if it is no, or if no Neuron runs
    static JsonNode askRunning(Settings settings, ControlRequest.OfProcess request) {
        try (ControlClient client = running(settings).orElseThrow(() -> notRunning(settings))) {
            return dataOf(Opening.explained(() -> client.ask(request)));
        }
    }

    private static CommandFailure notRunning(Settings settings) {
        return new CommandFailure(
                ExitStatus.UNREACHABLE,
                "no Neuron runs on the data folder "
                        + settings.storage().folder().toAbsolutePath().normalize()
                        + "; start it with: neuron start");
    }

    private static Optional<ControlClient> running(Settings settings) {
        return Opening.explained(() -> ControlClient.connect(settings.storage().controlSocket()));
    }

    private static Clerk standIn(Settings settings, ControlRequest.Management request) {
        requireLasting(settings);
        return new Clerk.StandIn(
                switch (request) {
                    case ControlRequest.Look _ -> Opening.officeToLook(settings);
                    case ControlRequest.Act _ -> Opening.office(settings);
                });
    }

    private static void requireLasting(Settings settings) {
        if (settings.storage().kind() == Settings.Storage.Kind.MEMORY) {
            throw new CommandFailure(
                    ExitStatus.UNREACHABLE,
                    "no Neuron runs, and storage.kind is memory, which keeps nothing while none does;"
                            + " start it first, or set storage.kind to h2");
        }
    }

    /// What `answer` brings.
    ///
    /// @throws CommandFailure if it is no
    static JsonNode dataOf(ControlAnswer answer) {
        return switch (answer) {
            case ControlAnswer.Done(JsonNode data) -> data;
            case ControlAnswer.No(String why) -> throw new CommandFailure(ExitStatus.NO, why);
            case ControlAnswer.Failed() ->
                    throw new CommandFailure(
                            ExitStatus.INTERNAL,
                            "something failed inside the Neuron; its log says what. Look whether it was done"
                                    + " before you repeat it");
        };
    }
}
