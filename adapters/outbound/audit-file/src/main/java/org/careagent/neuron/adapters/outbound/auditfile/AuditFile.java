package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.Writable;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// The audit trail as a hash-chained file of JSON lines (audit log specification).
///
/// One thread of its own writes, and callers wait for it: an interrupt, which may reach any caller,
/// closes the channel that its thread is writing to (`java.nio.channels.InterruptibleChannel`), and
/// would end the trail for all. A caller that is interrupted waits on, and finds its interrupt
/// still set afterwards.
public final class AuditFile implements AuditTrail, Writable, AutoCloseable {
    private static final Logger LOG = System.getLogger(AuditFile.class.getName());

    private final LogStorage storage;
    private final AuditLog log;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("audit-file").daemon().factory());

    private AuditFile(LogStorage storage, AuditLog log) {
        this.storage = storage;
        this.log = log;
    }

    /// Opens `file`, or begins it, and takes up its chain. Reads only its end. A last line that was
    /// never finished is cut off, and an entry `audit.repaired` says so.
    ///
    /// @param clock where the entries have their timestamps from
    /// @throws AuditFileInUseException if another Neuron writes to it
    /// @throws AuditFileDamagedException if its last line does not verify; the file is as it was
    /// @throws AuditUnavailableException if it cannot be opened, read or repaired
    public static AuditFile open(Path file, InstantSource clock) {
        try {
            return resume(FileStorage.open(file), clock);
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

    /// Takes up the chain in `storage`, and closes it if that fails.
    static AuditFile resume(LogStorage storage, InstantSource clock) throws IOException {
        try {
            return new AuditFile(storage, AuditLog.resume(storage, clock));
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /// Appends the entries of `events`, with nothing in between, and waits until they are on disk.
    ///
    /// @throws AuditUnavailableException if they could not be written, or an earlier failure has
    ///   left the file in a state that only opening it anew can clear up
    @Override
    public void record(List<AuditEvent> events) {
        List<Entry> entries = events.stream().map(Entries::of).toList();
        if (!entries.isEmpty()) {
            onWriter(() -> log.append(entries));
        }
    }

    @Override
    public boolean canWrite() {
        try {
            return CompletableFuture.supplyAsync(log::canAppend, writer).join();
        } catch (RejectedExecutionException | CompletionException _) {
            return false;
        }
    }

    /// Closes the file when what has been asked for is written; a second time does nothing.
    @Override
    public synchronized void close() {
        if (!writer.isShutdown()) {
            onWriter(this::closeStorage);
            writer.shutdown();
        }
    }

    private void closeStorage() {
        try {
            storage.close();
        } catch (IOException e) {
            // All that was recorded is synced: nothing is lost.
            LOG.log(Level.WARNING, "cannot close the audit file " + storage.file(), e);
        }
    }

    private void onWriter(Runnable task) {
        try {
            CompletableFuture.runAsync(task, writer).join();
        } catch (RejectedExecutionException e) {
            throw new AuditUnavailableException("the audit file is closed", e);
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new AuditUnavailableException(String.valueOf(cause.getMessage()), cause);
        }
    }
}
