package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.auditfile.AuditVerifier;
import org.careagent.neuron.adapters.outbound.auditfile.Verification;
import org.careagent.neuron.adapters.outbound.auditfile.VerifierOptions;
import org.careagent.neuron.bootstrap.AuditLogs;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.careagent.neuron.domain.identity.Bytes;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `neuron verify-audit`
@Command(
        name = "verify-audit",
        description = {
            "Verify the audit log, and name what was tampered with.",
            "Changes nothing, whether the Neuron runs or not."
        },
        footer = {
            "",
            "Example: neuron verify-audit --path audit.jsonl --checkpoint kept --key key.pem",
            "Exit status: 0 verified, 1 it does not verify, or there is none, 2 wrong usage,",
            "70 it cannot be read, 78 wrong configuration."
        })
final class VerifyAuditCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigOption config = new ConfigOption();

    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--path",
            paramLabel = "FILE",
            description = "The log; else audit.path of the configuration.")
    private Optional<Path> path = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint that was kept: the log must be what it was then.")
    private Optional<Path> checkpoint = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key that signed it: PEM or JWK; else those in the data folder.")
    private Optional<Path> key = Optional.empty();

    @Override
    public Integer call() {
        requireFile("--checkpoint", checkpoint);
        requireFile("--key", key);
        VerificationReport report = path.isPresent() ? verify(path.get()) : verifyOwn();
        if (json.isSet()) {
            report.writeJson(spec.commandLine().getOut());
            return report.exitStatus();
        }
        report.warnings().forEach(config::warn);
        spec.commandLine().getOut().println(report.sentence());
        return report.exitStatus();
    }

    private static void requireFile(String option, Optional<Path> file) {
        if (file.isPresent() && !Files.isRegularFile(file.get())) {
            throw new CommandFailure(ExitStatus.USAGE, option + ": there is no file " + file.get());
        }
    }

    private VerificationReport verifyOwn() {
        Settings settings = config.load();
        if (!settings.audit().enabled()) {
            throw new CommandFailure(
                    ExitStatus.NO, "there is no audit log: audit.enabled is false");
        }
        VerifierOptions own =
                Opening.explained(() -> AuditLogs.verifierOptions(settings, checkpoint));
        return verify(
                settings.audit().path(),
                new VerifierOptions(givenKey().orElse(own.keys()), own.origin(), checkpoint));
    }

    // Of whichever Neuron it is: the keys at hand are tried, if there are any.
    private VerificationReport verify(Path log) {
        List<Bytes> keys = givenKey().orElseGet(this::keysAtHand);
        return verify(log, new VerifierOptions(keys, Optional.empty(), checkpoint));
    }

    private VerificationReport verify(Path log, VerifierOptions options) {
        try (ProgressBar bar = ProgressBar.of(spec, !json.isSet())) {
            Verification result = AuditVerifier.verify(log, options, bar);
            return new VerificationReport(log, result, checkpoint);
        }
    }

    private Optional<List<Bytes>> givenKey() {
        return key.map(file -> List.of(VerifyingKey.read(file)));
    }

    private List<Bytes> keysAtHand() {
        return switch (config.read()) {
            case SettingsReader.Outcome.Good good ->
                    Opening.explained(() -> AuditLogs.keys(good.settings()));
            case SettingsReader.Outcome.Faulty _ -> List.of();
        };
    }
}
