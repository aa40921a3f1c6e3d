package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.TrailVerdict;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What became of verifying a log, in the words of the port.
public final class Verdicts {
    private Verdicts() {}

    /// The verdict.
    ///
    /// @param log as it was named
    /// @param naming what a file is called to the reader
    public static TrailVerdict of(Verification result, Path log, Function<Path, String> naming) {
        return switch (result) {
            case Verification.Sound sound -> verified(sound);
            case Verification.Faulty faulty ->
                    new TrailVerdict.Broken(
                            word(faulty.kind()),
                            naming.apply(faulty.file()),
                            faulty.line(),
                            faulty.sequence(),
                            faulty.why());
            case Verification.BadCheckpoint(Path file, String why) ->
                    new TrailVerdict.Undecided(
                            Optional.of(naming.apply(file)),
                            "the checkpoint "
                                    + naming.apply(file)
                                    + " proves nothing here: "
                                    + why);
            case Verification.Missing() -> undecided("there is no audit log " + naming.apply(log));
            case Verification.Unreadable(String why) ->
                    undecided("the audit log " + naming.apply(log) + " cannot be read: " + why);
        };
    }

    /// What `kind` is called in `docs/AUDIT.md`.
    public static String word(Verification.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static TrailVerdict undecided(String why) {
        return new TrailVerdict.Undecided(Optional.empty(), why);
    }

    private static TrailVerdict verified(Verification.Sound sound) {
        return new TrailVerdict.Verified(
                sound.entries(),
                sound.files(),
                sound.span().map(span -> new TrailVerdict.Span(span.first(), span.last())),
                sound.datedBack(),
                new TrailVerdict.Checkpoints(
                        sound.checkpoints().verified(),
                        sound.checkpoints().unsigned(),
                        sound.checkpoints().unknown()),
                sound.root());
    }
}
