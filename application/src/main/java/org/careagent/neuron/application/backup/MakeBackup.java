package org.careagent.neuron.application.backup;

import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.BackupWriter;
import org.careagent.neuron.application.port.RecordedNote;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.TrailFiles;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes backups of all that a Neuron keeps, while it works.
///
/// Storage and audit trail must tell of the same moment. So the journal rests for as long as it
/// takes to open a snapshot of the one and to note the end of the other; changes wait for that, and
/// not for what comes after: both are read out while work goes on. What the trail holds until that
/// end never changes.
public final class MakeBackup {
    private final Storage storage;
    private final Optional<Trail> trail;
    private final Journal journal;
    private final BackupWriter writer;
    private final Owner owner;
    private final InstantSource clock;

    /// The audit trail, and the files it is kept in.
    public record Trail(AuditTrail log, TrailFiles files) {}

    /// Whose backups these are.
    ///
    /// @param publicKeys of its checkpoints, asked for each backup
    public record Owner(
            Npi organization, String node, String version, Supplier<List<Bytes>> publicKeys) {}

    /// @param trail empty where there is none
    public MakeBackup(
            Storage storage,
            Optional<Trail> trail,
            Journal journal,
            BackupWriter writer,
            Owner owner,
            InstantSource clock) {
        this.storage = storage;
        this.trail = trail;
        this.journal = journal;
        this.writer = writer;
        this.owner = owner;
        this.clock = clock;
    }

    /// What became of a backup.
    public sealed interface Outcome {
        /// It is there, durably, and recorded.
        ///
        /// @param bytes how long the file is
        /// @param lastSequence up to which entry the audit trail is in it; 0 without one
        /// @param withoutEntry how many relationships that trail does not tell of
        /// @param otherNodes how many other Neurons have worked on the storage
        record Made(
                long bytes,
                BackupParts.Counts counts,
                long lastSequence,
                long withoutEntry,
                long otherNodes)
                implements Outcome {}

        /// Something of that name is there already, and stays as it is.
        record Taken() implements Outcome {}

        /// It cannot be written there.
        ///
        /// @param why what the system says
        record Unwritable(String why) implements Outcome {}
    }

    /// Where storage and trail stand at one moment.
    private record Moment(Snapshot snapshot, AuditPosition end) implements AutoCloseable {
        @Override
        public void close() {
            snapshot.close();
        }
    }

    /// Writes a backup to `file`, and records that.
    ///
    /// Throws an unchecked exception when storage or trail cannot be read; then there is no backup.
    /// It also does when the backup is there and cannot be recorded.
    public Outcome make(Path file, Actor by) {
        try (Moment moment = journal.atRest(this::now)) {
            BackupParts parts = parts(moment);
            return switch (writer.write(file, parts)) {
                case BackupWriter.Outcome.Written written -> record(written, parts, by);
                case BackupWriter.Outcome.Taken() -> new Outcome.Taken();
                case BackupWriter.Outcome.Unwritable(String why) -> new Outcome.Unwritable(why);
            };
        }
    }

    // The snapshot first: whatever mark it holds, the trail has come at least as far.
    private Moment now() {
        Snapshot snapshot = storage.snapshot();
        try {
            return new Moment(
                    snapshot, trail.map(kept -> kept.log().end()).orElse(AuditPosition.BEGINNING));
        } catch (RuntimeException | Error e) {
            snapshot.close();
            throw e;
        }
    }

    private BackupParts parts(Moment moment) {
        BackupParts.Origin origin =
                new BackupParts.Origin(
                        owner.organization(),
                        owner.node(),
                        owner.version(),
                        owner.publicKeys().get(),
                        moment.snapshot().otherNodes(),
                        clock.instant());
        return new BackupParts(origin, moment.snapshot(), trail.map(kept -> partsOf(kept, moment)));
    }

    private static BackupParts.Trail partsOf(Trail trail, Moment moment) {
        AuditPosition end = moment.end();
        try (Stream<RecordedNote> entries =
                trail.log().since(AuditPosition.BEGINNING).orElseGet(Stream::empty)) {
            long withoutEntry =
                    TrailCoverage.withoutEntry(moment.snapshot(), entries.limit(end.sequence()));
            return new BackupParts.Trail(end, withoutEntry, trail.files().until(end));
        }
    }

    private Outcome record(BackupWriter.Outcome.Written written, BackupParts parts, Actor by) {
        long last = parts.trail().map(kept -> kept.end().sequence()).orElse(0L);
        journal.record(new AuditEvent.BackupMade(written.counts().relationships(), last, by));
        return new Outcome.Made(
                written.bytes(),
                written.counts(),
                last,
                parts.trail().map(BackupParts.Trail::withoutEntry).orElse(0L),
                parts.origin().otherNodes());
    }
}
