package org.careagent.neuron.bootstrap.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How `--help` looks: what must be given first, what every command takes last, and no more than a
/// screen of 24 lines.
final class HelpStyle {
    private static final String COMMON =
            """
            Also: -c, --config=FILE (else neuron.config.json, neuron.yaml, neuron.yml here),
                  --debug (a stack trace when something fails), -h, --help
            """;

    private HelpStyle() {}

    /// Gives it to `command` and to all below it.
    static void apply(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.usageMessage().customSynopsis(synopsis(spec));
        command.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpStyle::options);
        command.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                        help -> help.commandList() + COMMON);
        command.getSubcommands().values().forEach(HelpStyle::apply);
    }

    private static String synopsis(CommandSpec spec) {
        Stream<String> parts =
                Stream.of(
                                Stream.of(spec.qualifiedName()),
                                spec.subcommands().isEmpty()
                                        ? Stream.<String>empty()
                                        : Stream.of("COMMAND"),
                                spec.positionalParameters().stream().map(HelpStyle::positional),
                                spec.options().stream()
                                        .filter(OptionSpec::required)
                                        .map(option ->
                                                option.longestName() + "=" + option.paramLabel()),
                                Stream.of("[OPTIONS]"))
                        .flatMap(part -> part);
        return parts.collect(Collectors.joining(" "));
    }

    private static String positional(ArgSpec parameter) {
        return parameter.required() ? parameter.paramLabel() : "[" + parameter.paramLabel() + "]";
    }

    private static String options(Help help) {
        List<OptionSpec> own =
                help.commandSpec().options().stream()
                        .filter(option -> option.scopeType() == ScopeType.LOCAL)
                        .toList();
        return help.optionListExcludingGroups(own);
    }
}
