package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.ProviderDirectory.Registration;
import org.careagent.neuron.bootstrap.Ledger;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `neuron provider`
@Command(
        name = "provider",
        description = "The providers that patients may ask for; while the Neuron is stopped.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ProviderCommand.Add.class, ProviderCommand.ListAll.class})
final class ProviderCommand {
    /// `neuron provider add`
    @Command(
            name = "add",
            description = "Register a provider.",
            footer = {
                "",
                "Example: neuron provider add 1245319599 --name \"Dr. Ada Example\" --type physician"
            })
    static final class Add implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private ConfigOption config = new ConfigOption();

        @Parameters(paramLabel = "NPI", description = "The provider's NPI, 10 digits.")
        private String npi = "";

        @Option(names = "--name", required = true, description = "As people know the provider.")
        private String name = "";

        @Option(
                names = "--type",
                required = true,
                split = ",",
                description = "What kind of provider; several parted by commas.")
        private List<String> types = List.of();

        @Option(
                names = "--endpoint",
                paramLabel = "URI",
                description = "Address of the provider's agent: wss:, ws:, https: or http:.")
        private Optional<String> endpoint = Optional.empty();

        @Override
        public void run() {
            Provider provider = provider();
            Settings settings = config.load();
            requireLasting(settings);
            try (Ledger ledger = Opening.ledger(settings)) {
                switch (ledger.registerProvider()
                        .register(
                                provider,
                                Actor.operator(System.getProperty("user.name", "unknown")))) {
                    case Registration.ADDED ->
                            spec.commandLine()
                                    .getOut()
                                    .println("registered " + provider.npi() + " " + name);
                    case Registration.ALREADY_REGISTERED ->
                            throw new CommandFailure(
                                    ExitStatus.NO,
                                    "a provider of NPI " + npi + " is registered already");
                }
            }
        }

        private static void requireLasting(Settings settings) {
            if (settings.storage().kind() == Settings.Storage.Kind.MEMORY) {
                throw new CommandFailure(
                        ExitStatus.CONFIGURATION,
                        "/storage/kind: is memory, which forgets a provider when this command ends;"
                                + " must be h2 to add one");
            }
        }

        private Provider provider() {
            if (!Provider.isText(name) || !types.stream().allMatch(Provider::isText)) {
                throw new CommandFailure(
                        ExitStatus.USAGE, "--name and --type must be of visible characters");
            }
            return new Provider(
                    value(npi, "NPI must be 10 digits, the last a check digit", Npi::parse),
                    name,
                    types,
                    endpoint.map(uri ->
                            value(
                                    uri,
                                    "--endpoint must be a wss:, ws:, https: or http: URI",
                                    AgentEndpoint::parse)));
        }

        private static <T> T value(String text, String rule, Function<String, Optional<T>> parser) {
            return parser.apply(text).orElseThrow(() -> new CommandFailure(ExitStatus.USAGE, rule));
        }
    }

    /// `neuron provider list`
    @Command(name = "list", description = "List the providers.")
    static final class ListAll implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Mixin private ConfigOption config = new ConfigOption();

        @Override
        public void run() {
            PrintWriter out = spec.commandLine().getOut();
            try (Ledger ledger = Opening.ledger(config.load())) {
                ledger.providers().all().forEach(provider -> out.println(line(provider)));
            }
        }

        private static String line(Provider provider) {
            return provider.npi()
                    + "  "
                    + provider.name()
                    + "  "
                    + String.join(",", provider.types())
                    + provider.endpoint().map(at -> "  " + at).orElse("");
        }
    }
}
