package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.TerminationReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.Optional;

/// `neuron relationship terminate`
///
/// Without a question: it takes the provider and a reason to type it, as the specification has it.
@Command(
        name = "terminate",
        description = {
            "End a relationship, for good, on behalf of its provider.",
            "It never routes again. The patient may found a new one, with consent that is",
            "given after this."
        },
        footer = {
            "",
            "Example: neuron relationship terminate 42c7549c-9ec9-4af8-a15f-d37078b8e2c7",
            "             --provider 1245319599 --reason \"patient moved away\"",
            "Exit status: 0 ended, 1 no such relationship of this provider, or ended before,",
            "2 wrong usage, 69 the Neuron does not answer, 75 the data is in use,",
            "78 wrong configuration."
        })
final class RelationshipTerminateCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private Desk desk = new Desk();

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The relationship's id, a UUID.")
    private Optional<RelationshipId> id = Optional.empty();

    @Option(
            names = "--provider",
            required = true,
            paramLabel = "NPI",
            description = "Whose relationship it is.")
    private Optional<Npi> provider = Optional.empty();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = {
                "Why, in a few words for the audit log.",
                "Nothing about the patient's health."
            })
    private Optional<TerminationReason> reason = Optional.empty();

    @Override
    public void run() {
        RelationshipId ended = id.orElseThrow();
        JsonNode row =
                desk.ask(
                        new ControlRequest.RelationshipTerminate(
                                ended, provider.orElseThrow(), reason.orElseThrow()));
        PrintWriter out = spec.commandLine().getOut();
        out.println(json.isSet() ? row.toString() : "ended " + ended);
    }
}
