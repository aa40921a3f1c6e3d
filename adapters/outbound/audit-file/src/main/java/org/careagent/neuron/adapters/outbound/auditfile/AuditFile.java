package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.RecordedNote;
import org.careagent.neuron.application.port.TrailFiles;
import org.careagent.neuron.application.port.TrailRecords;
import org.careagent.neuron.application.port.Writable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The audit trail as a hash-chained file of JSON lines (audit log specification), with signed
/// checkpoints beside it.
///
/// When an append throws, what it was to append was taken back. There is one case in which that
/// cannot be: a disk that neither syncs nor lets the file be cut. Nothing is appended then until it
/// does; should the process end first, the next may find the entries whole, and take them up.
public final class AuditFile implements AuditTrail, TrailFiles, Writable, AutoCloseable {
    private final LogStorage storage;
    private final LogWriter writer;

    private AuditFile(LogStorage storage, LogWriter writer) {
        this.storage = storage;
        this.writer = writer;
    }

    /// The same, without rotation and checkpoints.
    public static AuditFile open(Path file, InstantSource clock) {
        return open(file, clock, AuditFileOptions.PLAIN);
    }

    /// Opens `file`, or begins it, and takes up its chain. Reads only its end. A last line that was
    /// never finished is cut off, and an entry `audit.repaired` says so.
    ///
    /// @param clock where the entries have their timestamps from
    /// @throws AuditFileInUseException if another Neuron writes to it
    /// @throws AuditFileDamagedException if its last line does not verify; the file is as it was
    /// @throws AuditUnavailableException if it cannot be opened, read or repaired
    public static AuditFile open(Path file, InstantSource clock, AuditFileOptions options) {
        try {
            return resume(FileStorage.open(file), clock, options);
        } catch (IOException e) {
            throw new AuditUnavailableException("cannot open the audit file " + file + ": " + e, e);
        }
    }

    /// Verifies the newest entries of `file`, each by itself and its link to the one before, up to
    /// `newest` of them. Takes no lock and writes nothing; a Neuron may append meanwhile.
    ///
    /// @param newest 1 or more
    public static AuditInspection inspect(Path file, int newest) {
        if (newest < 1) {
            throw new IllegalArgumentException("no entries to look at: " + newest);
        }
        return ChainInspection.of(file, newest);
    }

    /// Whether the newest entry in `file` says that the Neuron's key was changed to the one of that
    /// id. Takes no lock and writes nothing; a line that was never finished is no entry.
    ///
    /// @throws AuditFileDamagedException if that entry does not verify
    /// @throws AuditUnavailableException if the file cannot be read
    public static boolean endsWithChangeTo(String keyId, Path file) {
        try {
            return LogEnd.newestIn(LogNames.of(file).current())
                    .filter(entry -> Entries.isChangeTo(keyId, entry))
                    .isPresent();
        } catch (IOException e) {
            throw new AuditUnavailableException("cannot read the audit file " + file + ": " + e, e);
        }
    }

    /// Takes up the chain in `storage`, and closes it if that fails.
    static AuditFile resume(LogStorage storage, InstantSource clock, AuditFileOptions options)
            throws IOException {
        try {
            AuditLog log = AuditLog.resume(storage, clock, options.rotateBytes());
            return new AuditFile(storage, new LogWriter(storage, log, options));
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    @Override
    public List<AuditNote> notes(List<AuditEvent> events) {
        return events.stream().map(event -> Entries.of(event).note()).toList();
    }

    /// As the port says.
    ///
    /// @throws IllegalArgumentException if one of `notes` is none of an audit file
    /// @throws AuditUnavailableException if they could not be written, or not yet again after an
    ///   earlier failure
    @Override
    public AuditPosition append(List<AuditNote> notes) {
        List<Body> entries = notes.stream().map(Body::of).toList();
        return entries.isEmpty() ? end() : writer.append(entries);
    }

    @Override
    public AuditPosition end() {
        return writer.end().position();
    }

    /// As the port says.
    ///
    /// @throws AuditFileDamagedException if a line does not verify; the stream throws it too
    /// @throws AuditUnavailableException if the files cannot be read; the stream throws it too
    @Override
    public Optional<Stream<RecordedNote>> since(AuditPosition position) {
        Link end = writer.end();
        Link from = Link.of(position);
        if (from.sequence() >= end.sequence()) {
            return from.equals(end) ? Optional.of(Stream.empty()) : Optional.empty();
        }
        try {
            return RecordedNotes.between(from, end, storage.names());
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "cannot read the audit file " + storage.file() + ": " + e, e);
        }
    }

    /// How many bytes it has appended since it was opened, in all its files together.
    public long bytesWritten() {
        return writer.written();
    }

    /// How many calls wait for their turn, for tests.
    int waiting() {
        return writer.waiting();
    }

    /// Writes a checkpoint of the trail as it is now.
    ///
    /// @throws AuditUnavailableException if it could not be written
    public void checkpoint() {
        writer.checkpoint();
    }

    /// As the port says. The end is signed first if it can be: what was recorded meanwhile may have
    /// been signed already, and then the last checkpoint before it has to do.
    ///
    /// @throws AuditUnavailableException if the files cannot be read
    /// @throws AuditFileDamagedException if a line does not verify
    @Override
    public List<Part> until(AuditPosition end) {
        writer.signIfPossible(Link.of(end));
        try {
            return LogParts.until(Link.of(end), storage.names());
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "cannot read the audit file " + storage.file() + ": " + e, e);
        }
    }

    /// What is in it, for whoever looks at it.
    ///
    /// @param options what it is verified with, asked for anew each time
    public TrailRecords records(Supplier<VerifierOptions> options) {
        return new AuditRecords(storage.names(), writer::end, options);
    }

    @Override
    public boolean canWrite() {
        return writer.canAppend();
    }

    /// Closes the file when what has been asked for is written, and a checkpoint of it; a second
    /// time does nothing.
    @Override
    public void close() {
        writer.close();
    }
}
