package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.Checkpoint;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.SignedNote;
import org.careagent.neuron.application.port.TrailRecords;
import org.careagent.neuron.application.port.TrailVerdict;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What is in the audit file, read from its files while they are written to.
///
/// As the port says, with these exceptions: [AuditUnavailableException] if the files cannot be
/// read, [AuditFileDamagedException] if a line does not verify that was to be shown.
final class AuditRecords implements TrailRecords {
    private final LogNames names;
    private final Supplier<Link> end;
    private final Supplier<VerifierOptions> options;

    /// @param end the last entry that is on disk
    /// @param options what the log is verified with
    AuditRecords(LogNames names, Supplier<Link> end, Supplier<VerifierOptions> options) {
        this.names = names;
        this.end = end;
        this.options = options;
    }

    @Override
    public List<Entry> after(long sequence, int most) {
        try {
            return EntryPages.between(sequence, end.get(), most, names);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    // One that is none, be it that it was never finished, is not the newest.
    @Override
    public Optional<SignedCheckpoint> newestCheckpoint() {
        try {
            for (long size : LogParts.checkpoints(names).descendingSet()) {
                Optional<SignedCheckpoint> found = read(size);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Optional<SignedCheckpoint> read(long size) throws IOException {
        Path file = names.checkpoints().resolve(Long.toString(size));
        try {
            Optional<SignedNote> note = CheckpointFile.read(file);
            return note.flatMap(it -> Checkpoint.parse(it.text()))
                    .filter(it -> it.size() == size)
                    .map(_ -> new SignedCheckpoint(note.orElseThrow().spelling(), size));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public TrailVerdict verify() {
        Verification result = AuditVerifier.verify(names.current(), options.get(), (_, _) -> {});
        return Verdicts.of(result, names.current(), file -> file.getFileName().toString());
    }

    private AuditUnavailableException unreadable(IOException cause) {
        return new AuditUnavailableException(
                "cannot read the audit file " + names.current() + ": " + cause, cause);
    }
}
