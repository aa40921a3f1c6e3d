package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.settings.ConfigDraft;
import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Key;
import org.careagent.neuron.bootstrap.settings.Keys;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `neuron init`
@Command(
        name = "init",
        description = {
            "Write a configuration and the Neuron's key.",
            "It never overwrites anything. --npi and --name are enough; without them it asks,",
            "at a terminal, for all that is not given."
        },
        footer = {
            "",
            "Example: neuron init --npi 1234567893 --name \"Riverside Family Practice\"",
            "Exit status: 0 written, 1 there is a configuration already or nothing can be",
            "written, 2 wrong usage, 75 the data folder is in use, 78 a NEURON_ variable",
            "is wrong."
        })
final class InitCommand implements Runnable {
    private static final Set<String> ENDINGS = Set.of(".yaml", ".yml", ".json");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/+:@%-]+");

    private final Map<Question, String> answers = new EnumMap<>(Question.class);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigOption config = new ConfigOption();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "What to write, in YAML or JSON. Default: neuron.yaml")
    private @Nullable Path output;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where it keeps its data and its key. Default: data")
    private @Nullable Path data;

    @Option(names = "--npi", paramLabel = "NPI", description = "The organisation's NPI, 10 digits.")
    void npi(String text) {
        answers.put(Question.NPI, text);
    }

    @Option(names = "--name", paramLabel = "NAME", description = "Its name, as people know it.")
    void name(String text) {
        answers.put(Question.NAME, text);
    }

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "practice (the default), hospital, pharmacy, imaging_center, laboratory,"
                            + " urgent_care, specialty_clinic or other.")
    void type(String text) {
        answers.put(Question.TYPE, text);
    }

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "What it listens on. Default: 3000")
    void port(String text) {
        answers.put(Question.PORT, text);
    }

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Where patients' agents reach it from outside.")
    void endpointUrl(String text) {
        answers.put(Question.ENDPOINT_URL, text);
    }

    @Override
    public void run() {
        Path file = file();
        Map<Key<?>, String> values = places();
        requireFitting();
        FirstFiles.requirePlace(file);
        new Questions(NeuronCommand.of(spec).terminal(), out()).complete(answers, file);
        answers.forEach((question, answer) -> values.put(question.key(), answer));
        String text = new ConfigDraft(values).textFor(file);
        FirstFiles files = new FirstFiles(file, settings(file, text).storage().folder());
        tell(files, files.make(text));
    }

    // Here both name the file to write.
    private Path file() {
        if (output != null && config.file().isPresent()) {
            throw wrong("--output and --config mean the same here; give one of them");
        }
        Path file = Optional.ofNullable(output).or(config::file).orElse(Path.of("neuron.yaml"));
        if (ENDINGS.stream().noneMatch(file.toString()::endsWith)) {
            throw wrong("--output must end with .yaml, .yml or .json, is " + file);
        }
        return file;
    }

    private Map<Key<?>, String> places() {
        Map<Key<?>, String> places = new HashMap<>();
        if (data == null) {
            places.put(Keys.STORAGE_PATH, Keys.STORAGE_PATH.presetText());
            places.put(Keys.AUDIT_PATH, Keys.AUDIT_PATH.presetText());
        } else if (data.toString().isBlank()) {
            throw wrong("--data must be a folder, is empty");
        } else {
            places.put(Keys.STORAGE_PATH, data.resolve("neuron.db").toString());
            places.put(Keys.AUDIT_PATH, data.resolve("audit.jsonl").toString());
        }
        return places;
    }

    private void requireFitting() {
        List<String> faults = new ArrayList<>();
        answers.forEach((question, answer) ->
                question.fault(answer)
                        .ifPresent(fault -> faults.add(question.option() + " " + fault)));
        if (!faults.isEmpty()) {
            throw new CommandFailure(ExitStatus.USAGE, faults);
        }
    }

    // As they will be read at the next command: the variables have a say in them.
    private Settings settings(Path file, String text) {
        Settings settings = config.accept(ConfigFile.loadIfItHeld(file, text, System.getenv()));
        Settings written = config.accept(ConfigFile.loadIfItHeld(file, text, Map.of()));
        if (!settings.equals(written)) {
            config.warn("NEURON_ variables are set; they have precedence over " + file);
        }
        return settings;
    }

    private void tell(FirstFiles files, boolean made) {
        Path key = files.key();
        out().println("wrote " + files.config());
        out().println(
                        made
                                ? "wrote " + key + " (keep it private; it is in no backup)"
                                : "kept " + key + ", the key that was there already");
        String option = files.isFoundByItself() ? "" : " --config " + quoted(files.config());
        out().println("Next: register your providers, each with its own NPI, and open the door:");
        out().println(
                        "  neuron provider add 1245319599 --name \"Dr. Ada Example\""
                                + " --type physician"
                                + option);
        out().println("  neuron start" + option);
    }

    // For a shell.
    private static String quoted(Path file) {
        String name = file.toString();
        return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    private static CommandFailure wrong(String line) {
        return new CommandFailure(ExitStatus.USAGE, line);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
