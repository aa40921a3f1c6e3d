package org.careagent.neuron.bootstrap.cli;

import static org.careagent.neuron.bootstrap.cli.Row.text;
import static org.careagent.neuron.bootstrap.cli.Row.texts;

import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/// `neuron provider`
@Command(
        name = "provider",
        description = "The providers that patients may ask for.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ProviderCommand.Add.class,
            ProviderCommand.ListAll.class,
            ProviderCommand.Remove.class
        },
        footer = {
            "",
            "Example: neuron provider list",
            "Exit status: 0 done, 1 the answer is no, 2 wrong usage; see each command."
        })
final class ProviderCommand extends CommandGroup {
    /// `neuron provider add`
    @Command(
            name = "add",
            description = "Register a provider.",
            footer = {
                "",
                "Example: neuron provider add 1245319599 --name \"Dr. Ada\" --type physician",
                "Exit status: 0 registered, 1 registered before, 2 wrong usage,",
                "69 the Neuron does not answer, 75 the data is in use, 78 wrong configuration."
            })
    static final class Add implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private JsonOption json = new JsonOption();

        @Parameters(paramLabel = "NPI", description = "The provider's NPI, 10 digits.")
        private Optional<Npi> npi = Optional.empty();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                required = true,
                description = "As people know the provider.")
        private String name = "";

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                required = true,
                split = ",",
                description = "What kind of provider, like physician; several parted by commas.")
        private List<String> types = List.of();

        @Option(names = "--specialty", paramLabel = "FIELD", description = "Of medicine.")
        private Optional<String> specialty = Optional.empty();

        @Option(
                names = "--endpoint",
                paramLabel = "URI",
                description = "Address of the provider's agent: wss:, ws:, https: or http:.")
        private Optional<AgentEndpoint> endpoint = Optional.empty();

        @Option(
                names = "--public-key",
                paramLabel = "KEY",
                description = "Ed25519 key of the provider's agent: 32 bytes in base64url.")
        private Optional<PresentedKey> key = Optional.empty();

        @Override
        public void run() {
            requireText("--name", List.of(name));
            requireText("--type", types);
            requireText("--specialty", specialty.stream().toList());
            JsonNode added =
                    desk.ask(
                            new ControlRequest.ProviderAdd(
                                    npi.orElseThrow(), name, types, specialty, endpoint, key));
            spec.commandLine()
                    .getOut()
                    .println(
                            json.isSet()
                                    ? added
                                    : "registered "
                                            + text(added, "npi")
                                            + " "
                                            + text(added, "name"));
        }

        private void requireText(String option, List<String> texts) {
            if (!texts.stream().allMatch(Provider::isText)) {
                throw new CommandFailure(ExitStatus.USAGE, option + " " + Provider.TEXT_RULE);
            }
            if (texts.size() > ControlRequest.ProviderAdd.MOST_TYPES) {
                throw new CommandFailure(
                        ExitStatus.USAGE,
                        option + " takes at most " + ControlRequest.ProviderAdd.MOST_TYPES);
            }
        }
    }

    /// `neuron provider list`
    @Command(
            name = "list",
            description = "List the providers, by NPI.",
            footer = {
                "",
                "Example: neuron provider list --json",
                "Exit status: 0 done, 2 wrong usage, 69 the Neuron does not answer,",
                "75 the data is in use, 78 wrong configuration."
            })
    static final class ListAll implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private JsonOption json = new JsonOption();

        @Override
        public void run() {
            json.show(
                    desk.ask(new ControlRequest.ProviderList()),
                    "No provider is registered. Add one with: neuron provider add",
                    ListAll::table,
                    spec.commandLine().getOut());
        }

        private static Table table(JsonNode providers) {
            Table table = new Table("NPI", "NAME", "TYPES", "SPECIALTY", "ENDPOINT");
            for (JsonNode each : providers) {
                table.row(
                        text(each, "npi"),
                        text(each, "name"),
                        texts(each, "provider_types"),
                        text(each, "specialty"),
                        text(each, "endpoint"));
            }
            return table;
        }
    }

    /// `neuron provider remove`
    @Command(
            name = "remove",
            description = {
                "Remove a provider: patients who ask for it are told that it is not here.",
                "Relationships stay as they are."
            },
            footer = {
                "",
                "Example: neuron provider remove 1245319599 --yes",
                "Exit status: 0 removed, 1 no such provider or not confirmed, 2 wrong usage,",
                "69 the Neuron does not answer, 75 the data is in use, 78 wrong configuration."
            })
    static final class Remove implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private Desk desk = new Desk();

        @Mixin private ConfirmOption confirm = new ConfirmOption();

        @Parameters(paramLabel = "NPI", description = "The provider's NPI, 10 digits.")
        private Optional<Npi> npi = Optional.empty();

        @Override
        public void run() {
            Npi provider = npi.orElseThrow();
            Settings settings = desk.settings();
            confirm.require("Remove " + nameOf(settings, provider) + " (NPI " + provider + ")");
            var _ = Desk.ask(settings, new ControlRequest.ProviderRemove(provider));
            spec.commandLine().getOut().println("removed " + provider);
        }

        // Nobody is asked about a provider that is not there.
        private static String nameOf(Settings settings, Npi provider) {
            for (JsonNode each : Desk.ask(settings, new ControlRequest.ProviderList())) {
                if (text(each, "npi").equals(provider.digits())) {
                    return text(each, "name");
                }
            }
            throw new CommandFailure(
                    ExitStatus.NO, "no provider of NPI " + provider + " is registered");
        }
    }
}
