package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The chain in its file: appends entries, and knows when it can no longer vouch for what is on
/// disk. Used by one thread at a time.
///
/// A write or a sync that fails is taken back: the file is cut where it was known to end. Nothing
/// is appended until that has worked, and a trial write and its sync; then all goes on by itself.
///
/// That is safe after a failed sync too, though the system may have dropped what it could not
/// write, and say that all is well the next time it is asked (fsync(2) on Linux). All that lies
/// before `length` was synced when it was written. What lies behind was never vouched for: it is
/// cut off, and written anew if it is asked for again. The one block that both share is written
/// once more, and the last entry in it is verified.
final class AuditLog {
    private static final Logger LOG = System.getLogger(AuditLog.class.getName());

    // More than most batches take; zeros, which start-up cuts off should the process end meanwhile.
    private static final byte[] TRIAL = new byte[8 << 10];

    // Of all file systems in use, or a multiple.
    private static final int BLOCK = 4 << 10;

    private final LogStorage storage;
    private final InstantSource clock;
    private final long rotateBytes;
    private Link last;
    private long length;
    // How far what was tried may have come.
    private long reach;
    private boolean sound = true;
    private boolean rotationFailed;
    // Of whoever watches, on any thread.
    private final AtomicLong written = new AtomicLong();

    private AuditLog(LogStorage storage, InstantSource clock, long rotateBytes, LogEnd end) {
        this.storage = storage;
        this.clock = clock;
        this.rotateBytes = rotateBytes;
        this.last = end.last();
        this.length = end.length();
        this.reach = length;
    }

    /// Takes up the chain where `storage` ends; cuts off a line that was never finished, and says
    /// so in the next. On return what is there is on disk.
    ///
    /// @param rotateBytes once the file is that long, the next entry goes into a new one
    /// @throws AuditFileDamagedException if the chain cannot be taken up
    static AuditLog resume(LogStorage storage, InstantSource clock, long rotateBytes)
            throws IOException {
        LogEnd end = LogEnd.find(storage);
        AuditLog log = new AuditLog(storage, clock, rotateBytes, end);
        if (end.torn() > 0) {
            log.repair(end.torn());
        } else {
            // Whoever wrote it may have been killed before the sync.
            storage.sync();
        }
        return log;
    }

    /// The last entry that is on disk.
    Link last() {
        return last;
    }

    /// How many bytes were appended since it was opened, in all files. Anybody may ask.
    long written() {
        return written.get();
    }

    /// Appends `entries`, in one write and one sync. On return they are on disk.
    ///
    /// @throws AuditUnavailableException if they could not be written
    void append(List<Body> entries) {
        if (!sound) {
            recover();
        }
        rotateIfDue();
        requireUntouched();
        Batch batch = Batch.of(entries, last, clock.instant());
        // Until the opposite is known, whatever may be thrown on the way.
        sound = false;
        reach = length + batch.lines().length();
        write(batch.lines());
        sync();
        moveTo(batch);
    }

    /// Whether the next entry can be appended, as far as is known. After a failure it is tried out:
    /// nobody might send the handshake that would tell.
    boolean canAppend() {
        try {
            if (!sound) {
                recover();
            }
            if (rotationFailed) {
                rotateIfDue();
            }
            requireUntouched();
            return true;
        } catch (AuditUnavailableException | AuditFileDamagedException _) {
            return false;
        }
    }

    private void recover() {
        try {
            requireNothingOfOthers();
            cut();
            tryOut();
            requireSameEnd();
            sound = true;
        } catch (IOException e) {
            throw unavailable("cannot be written to again yet after an earlier failure", e);
        }
    }

    private void tryOut() throws IOException {
        long start = length - length % BLOCK;
        byte[] shared = storage.read(start, (int) (length - start));
        byte[] trial = Arrays.copyOf(shared, shared.length + TRIAL.length);
        reach = Math.max(reach, start + trial.length);
        storage.write(start, trial);
        storage.sync();
        cut();
    }

    private void cut() throws IOException {
        storage.truncate(length);
        storage.sync();
        reach = length;
    }

    private void requireSameEnd() throws IOException {
        LogEnd end = LogEnd.find(storage);
        if (!end.last().equals(last) || end.length() != length || end.torn() > 0) {
            throw changed();
        }
    }

    private void requireNothingOfOthers() throws IOException {
        long size = storage.size();
        if (size < length || size > reach) {
            throw changed();
        }
    }

    /// Writes over what was cut off before it cuts the rest, so that no crash in between leaves a
    /// cut without its record.
    private void repair(long torn) throws IOException {
        Batch batch =
                Batch.of(List.of(Body.of(Entries.repaired(torn).note())), last, clock.instant());
        storage.write(length, batch.lines().toArray());
        storage.truncate(length + batch.lines().length());
        storage.sync();
        moveTo(batch);
    }

    private void moveTo(Batch batch) {
        last = batch.last();
        length += batch.lines().length();
        var _ = written.addAndGet(batch.lines().length());
        reach = length;
        sound = true;
    }

    /// As long as the file still has its name, entries can go into it: then rotation can wait for
    /// the next.
    private void rotateIfDue() {
        if (length < rotateBytes) {
            return;
        }
        try {
            storage.rotate(storage.names().rotated(LogPlace.firstSequence(storage, length)));
            length = 0;
            reach = 0;
            rotationFailed = false;
        } catch (IOException e) {
            if (!rotationFailed) {
                LOG.log(Level.WARNING, "cannot begin a new audit file yet: " + storage.file(), e);
            }
            rotationFailed = true;
        }
    }

    /// Whoever moved the file away, shortened it or wrote to it has broken the chain or is about to
    /// lose what comes.
    private void requireUntouched() {
        try {
            if (storage.size() != length) {
                throw changed();
            }
        } catch (IOException e) {
            throw unavailable("is not there any more; put it back, or restart", e);
        }
    }

    private void write(Bytes lines) {
        try {
            storage.write(length, lines.toArray());
        } catch (IOException e) {
            takeBack(e);
            throw unavailable("could not be written", e);
        }
    }

    private void sync() {
        try {
            storage.sync();
        } catch (IOException e) {
            // What is not known to be on disk should not be read as if it were.
            takeBack(e);
            throw unavailable("could not be synced", e);
        }
    }

    // Once more before the next entry: here it keeps a kill from leaving what nobody was told of.
    private void takeBack(IOException cause) {
        try {
            storage.truncate(length);
            storage.sync();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private AuditUnavailableException changed() {
        return new AuditUnavailableException(
                named("was changed by somebody else; restart to have it verified"));
    }

    private AuditUnavailableException unavailable(String what, IOException cause) {
        return new AuditUnavailableException(
                named(
                        Optional.ofNullable(cause.getMessage())
                                .map(why -> what + ": " + why)
                                .orElse(what)),
                cause);
    }

    private String named(String what) {
        return "the audit file " + storage.file() + " " + what;
    }
}
