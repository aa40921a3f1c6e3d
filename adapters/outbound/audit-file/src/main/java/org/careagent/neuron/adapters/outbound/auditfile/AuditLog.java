package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// The chain in its file: appends entries, and knows when it can no longer vouch for what is on
/// disk. Used by one thread at a time.
///
/// A write that fails is taken back, and the next one may succeed: a full disk can be emptied.
/// After a sync that failed, or a write that could not be taken back, nothing more is appended
/// until the file is opened anew and its end verified: the system may have dropped what it could
/// not write, and say that all is well the next time it is asked (fsync(2) on Linux).
final class AuditLog {
    // More than most batches take; zeros, which start-up cuts off should the process end meanwhile.
    private static final byte[] TRIAL = new byte[8 << 10];

    private final LogStorage storage;
    private final InstantSource clock;
    private Link last;
    private long length;
    private boolean sound = true;
    private boolean lastWriteFailed;

    private AuditLog(LogStorage storage, InstantSource clock, Link last, long length) {
        this.storage = storage;
        this.clock = clock;
        this.last = last;
        this.length = length;
    }

    /// Takes up the chain where `storage` ends; cuts off a line that was never finished, and says
    /// so in the next.
    ///
    /// @throws AuditFileDamagedException if the chain cannot be taken up
    static AuditLog resume(LogStorage storage, InstantSource clock) throws IOException {
        LogEnd end = LogEnd.find(storage);
        AuditLog log = new AuditLog(storage, clock, end.last(), end.length());
        if (end.torn() > 0) {
            log.repair(end.torn());
        }
        return log;
    }

    /// Appends `entries`, in one write and one sync. On return they are on disk.
    ///
    /// @throws AuditUnavailableException if they could not be written
    void append(List<Entry> entries) {
        if (!sound) {
            throw unavailable("is not written to any more after an earlier failure; restart");
        }
        Batch batch = Batch.of(entries, last, clock.instant());
        // Until the opposite is known, whatever may be thrown on the way.
        sound = false;
        requireUntouched();
        write(batch.lines());
        sync();
        moveTo(batch);
    }

    /// Whether the next entry can be appended, as far as is known. After a write that failed it is
    /// tried out: nobody might send the handshake that would tell.
    boolean canAppend() {
        if (sound && lastWriteFailed) {
            tryOut();
        }
        return sound && !lastWriteFailed && isUntouched();
    }

    private void tryOut() {
        sound = false;
        requireUntouched();
        try {
            storage.write(length, TRIAL);
            storage.truncate(length);
            storage.sync();
            sound = true;
            lastWriteFailed = false;
        } catch (IOException e) {
            sound = takeBack(e);
        }
    }

    /// Writes over what was cut off before it cuts the rest, so that no crash in between leaves a
    /// cut without its record.
    private void repair(long torn) throws IOException {
        Batch batch = Batch.of(List.of(Entries.repaired(torn)), last, clock.instant());
        storage.write(length, batch.lines().toArray());
        storage.truncate(length + batch.lines().length());
        storage.sync();
        moveTo(batch);
    }

    private void moveTo(Batch batch) {
        last = batch.last();
        length += batch.lines().length();
        sound = true;
        lastWriteFailed = false;
    }

    /// Whoever moved the file away, shortened it or wrote to it has broken the chain or is about to
    /// lose what comes.
    private void requireUntouched() {
        try {
            if (!hasItsLength()) {
                throw unavailable("was changed by somebody else; restart to have it verified");
            }
        } catch (IOException e) {
            throw unavailable("is not there any more; restart", e);
        }
    }

    private boolean isUntouched() {
        try {
            return hasItsLength();
        } catch (IOException _) {
            return false;
        }
    }

    private boolean hasItsLength() throws IOException {
        return storage.size() == length;
    }

    private void write(Bytes lines) {
        try {
            storage.write(length, lines.toArray());
        } catch (IOException e) {
            sound = takeBack(e);
            lastWriteFailed = true;
            throw unavailable("could not be written", e);
        }
    }

    private void sync() {
        try {
            storage.sync();
        } catch (IOException e) {
            // What is not known to be on disk should not be read as if it were.
            var _ = takeBack(e);
            throw unavailable("could not be synced, and is not written to until a restart", e);
        }
    }

    /// Whether the file is known to end where it did.
    private boolean takeBack(IOException cause) {
        try {
            storage.truncate(length);
            storage.sync();
            return true;
        } catch (IOException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    private AuditUnavailableException unavailable(String what) {
        return new AuditUnavailableException("the audit file " + storage.file() + " " + what);
    }

    private AuditUnavailableException unavailable(String what, IOException cause) {
        return new AuditUnavailableException(
                "the audit file " + storage.file() + " " + what, cause);
    }
}
