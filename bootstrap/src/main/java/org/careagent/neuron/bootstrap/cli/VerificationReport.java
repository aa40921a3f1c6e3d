package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.auditfile.Verdicts;
import org.careagent.neuron.adapters.outbound.auditfile.Verification;
import org.careagent.neuron.adapters.shared.rows.Rows;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is said of a log that was verified.
///
/// @param log as it was named
/// @param result what became of it
/// @param kept the checkpoint that was named
record VerificationReport(Path log, Verification result, Optional<Path> kept) {
    /// One line.
    ///
    /// @throws CommandFailure with it, if the answer is no
    String sentence() {
        return switch (result) {
            case Verification.Sound sound -> sentence(sound);
            case Verification.Faulty _,
                    Verification.BadCheckpoint _,
                    Verification.Missing _,
                    Verification.Unreadable _ ->
                    throw new CommandFailure(exitStatus(), why());
        };
    }

    private String sentence(Verification.Sound sound) {
        return "verified: "
                + count(sound.entries(), "entry", "entries")
                + " in "
                + count(sound.files(), "file", "files")
                + sound.span()
                        .map(span ->
                                ", the last is number "
                                        + sound.entries()
                                        + ", from "
                                        + span.first()
                                        + " to "
                                        + span.last())
                        .orElse("")
                + "; "
                + count(
                        (long) sound.checkpoints().verified() + sound.checkpoints().unsigned(),
                        "checkpoint fits",
                        "checkpoints fit")
                + "; root "
                + root(sound);
    }

    /// What the reader should know of a log that verifies.
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (result instanceof Verification.Sound sound) {
            if (sound.checkpoints().unsigned() > 0) {
                warnings.add("no signature was verified, for want of a key; name one with --key");
            }
            if (sound.checkpoints().unknown() > 0) {
                warnings.add(
                        count(sound.checkpoints().unknown(), "checkpoint", "checkpoints")
                                + " beside the log signed with keys that are not known here");
            }
            if (sound.datedBack() > 0) {
                warnings.add(
                        count(sound.datedBack(), "entry bears", "entries bear")
                                + " an earlier date than the one before: the clock was set back");
            }
        }
        return warnings;
    }

    int exitStatus() {
        return switch (result) {
            case Verification.Sound _ -> ExitStatus.DONE;
            case Verification.Faulty _, Verification.Missing _ -> ExitStatus.NO;
            case Verification.BadCheckpoint bad ->
                    kept.filter(bad.file()::equals).isPresent() ? ExitStatus.USAGE : ExitStatus.NO;
            case Verification.Unreadable _ -> ExitStatus.INTERNAL;
        };
    }

    private String why() {
        return switch (result) {
            case Verification.Sound _ -> "";
            case Verification.Faulty faulty ->
                    "line "
                            + faulty.line()
                            + " of "
                            + faulty.file()
                            + ", where entry "
                            + faulty.sequence()
                            + " should be: "
                            + Verdicts.word(faulty.kind())
                            + ": "
                            + faulty.why();
            case Verification.BadCheckpoint bad ->
                    "the checkpoint " + bad.file() + " proves nothing here: " + bad.why();
            case Verification.Missing() -> "there is no audit log " + log;
            case Verification.Unreadable(String why) ->
                    "the audit log " + log + " cannot be read: " + why;
        };
    }

    /// The same, for programs.
    void writeJson(PrintWriter out) {
        out.println(Rows.verdict(Verdicts.of(result, log, Path::toString)));
    }

    private static String root(Verification.Sound sound) {
        return Base64.getEncoder().encodeToString(sound.root().toArray());
    }

    private static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }
}
