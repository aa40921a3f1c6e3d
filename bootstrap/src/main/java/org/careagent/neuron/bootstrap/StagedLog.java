package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.auditfile.AuditVerifier;
import org.careagent.neuron.adapters.outbound.auditfile.LogParts;
import org.careagent.neuron.adapters.outbound.auditfile.Verification;
import org.careagent.neuron.adapters.outbound.auditfile.VerifierOptions;
import org.careagent.neuron.adapters.outbound.backupfile.BackupFile;
import org.careagent.neuron.adapters.outbound.backupfile.Manifest;
import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.application.backup.TrailCoverage;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.RecordedNote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The audit log of a backup, in a folder of its own until it is known to be good: on the disk
/// where it will be, so that putting it in its place is a matter of names.
///
/// @param folder the folder
/// @param log its current file in there
record StagedLog(Path folder, Path log) implements AutoCloseable {
    /// A place for the log that is to be at `log`. What an earlier restore has left there, which
    /// was killed, is removed.
    static StagedLog beside(Path log) throws IOException {
        Path target = log.toAbsolutePath().normalize();
        Path folder = target.resolveSibling(".restore-" + target.getFileName());
        StagedLog staged = new StagedLog(folder, folder.resolve(target.getFileName()));
        staged.close();
        PrivateFiles.createFolders(folder);
        return staged;
    }

    /// Takes up the files of `backup`.
    ///
    /// @throws RestoreRefusedException if one has a name that no file of a log has
    void take(BackupFile backup) throws IOException {
        List<String> names = backup.trailFiles();
        for (String name : names) {
            Path place =
                    LogParts.placeOf(name, names, log)
                            .orElseThrow(() -> refused("it holds a file that is none of a log"));
            PrivateFiles.createFolders(place.resolveSibling(""));
            backup.copyTrailFile(name, place);
        }
    }

    /// Verifies the chain, the checkpoints, the end, and that the log tells of the relationships of
    /// `backup`.
    ///
    /// @throws RestoreRefusedException if it does not verify
    void verify(BackupFile backup, Consumer<String> told) {
        Manifest manifest = backup.manifest();
        AuditPosition end = manifest.trail().orElseThrow();
        if (end.sequence() == 0) {
            told.accept("the audit log in it has no entry");
            return;
        }
        Verification.Sound sound = sound(manifest.origin());
        requireEnd(end);
        told.accept(
                "checked: audit log, "
                        + sound.entries()
                        + " entries in "
                        + sound.files()
                        + " files, one chain without a gap");
        tellOfCheckpoints(sound.checkpoints(), told);
        verifyCoverage(backup, told);
    }

    private Verification.Sound sound(BackupParts.Origin origin) {
        VerifierOptions options =
                new VerifierOptions(
                        origin.publicKeys(),
                        Optional.of(NeuronSigner.origin(origin.organization(), origin.node())),
                        Optional.empty());
        return switch (AuditVerifier.verify(log, options, (_, _) -> {})) {
            case Verification.Sound sound -> sound;
            case Verification.Faulty faulty ->
                    throw refused(
                            "the audit log in it does not verify at entry "
                                    + faulty.sequence()
                                    + ": "
                                    + faulty.why());
            case Verification.BadCheckpoint bad ->
                    throw refused(
                            "the checkpoint "
                                    + bad.file().getFileName()
                                    + " in it proves nothing: "
                                    + bad.why());
            case Verification.Missing() -> throw refused("its audit log is missing");
            case Verification.Unreadable(String why) ->
                    throw refused("its audit log cannot be read: " + why);
        };
    }

    private void requireEnd(AuditPosition end) {
        try (AuditFile file = AuditFile.open(log, InstantSource.system())) {
            if (!file.end().equals(end)) {
                throw refused(
                        "its audit log ends with entry "
                                + file.end().sequence()
                                + ", and not as its manifest says, with entry "
                                + end.sequence());
            }
        }
    }

    private static void tellOfCheckpoints(
            Verification.Checkpoints checkpoints, Consumer<String> told) {
        if (checkpoints.verified() + checkpoints.unsigned() + checkpoints.unknown() == 0) {
            told.accept("there is no checkpoint in it: the log is not signed");
            return;
        }
        told.accept(
                "checked: "
                        + checkpoints.verified()
                        + " checkpoints fit the log, and are signed with a key that is in the"
                        + " backup (an auditor holds the log against one that was kept elsewhere:"
                        + " neuron verify-audit --checkpoint FILE --key FILE)");
        if (checkpoints.unsigned() + checkpoints.unknown() > 0) {
            told.accept(
                    "not checked: "
                            + (checkpoints.unsigned() + checkpoints.unknown())
                            + " checkpoints are signed with a key that is not in the backup");
        }
    }

    private void verifyCoverage(BackupFile backup, Consumer<String> told) {
        long expected = backup.manifest().withoutEntry();
        long found;
        try (AuditFile file = AuditFile.open(log, InstantSource.system());
                Stream<RecordedNote> entries =
                        file.since(AuditPosition.BEGINNING).orElseGet(Stream::empty)) {
            found = TrailCoverage.withoutEntry(backup, entries);
        }
        if (found != expected) {
            throw refused(
                    found
                            + " relationships in it have no entry in its audit log, and "
                            + expected
                            + " had none when it was made");
        }
        told.accept(
                found == 0
                        ? "checked: each relationship has its entry in the audit log"
                        : "checked: "
                                + found
                                + " relationships have no entry in this audit log, as when the"
                                + " backup was made"
                                + others(backup.manifest().origin().otherNodes()));
    }

    private static String others(long otherNodes) {
        return otherNodes == 0
                ? ""
                : " ("
                        + otherNodes
                        + " other Neurons worked on the same database, and have logs of"
                        + " their own)";
    }

    /// Puts the log in its place, durably.
    void moveTo(Path target) throws IOException {
        LogParts.move(log, target);
    }

    /// Removes what is left of it.
    @Override
    public void close() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static RestoreRefusedException refused(String why) {
        return new RestoreRefusedException(
                "the backup cannot be restored: " + why + ". Nothing was changed");
    }
}
