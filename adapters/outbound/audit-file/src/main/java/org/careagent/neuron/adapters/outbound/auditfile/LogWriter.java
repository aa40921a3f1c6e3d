package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.AuditPosition;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Appends for many callers at once. All that wait when a sync has returned share the next one:
/// nobody waits for company, and nobody pays for a sync alone when there is some.
///
/// One thread of its own writes, and callers wait for it: an interrupt, which may reach any caller,
/// closes the channel that its thread is writing to (`java.nio.channels.InterruptibleChannel`), and
/// would end the trail for all. A caller that is interrupted waits on, and finds its interrupt
/// still set afterwards.
final class LogWriter implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LogWriter.class.getName());

    // Of notes in one write; a call that has more is written by itself.
    private static final int MOST_BYTES = 4 << 20;

    /// A caller's entries.
    private record Call(List<Body> entries, CompletableFuture<AuditPosition> done) {
        int bytes() {
            return entries.stream().mapToInt(entry -> entry.text().length()).sum();
        }
    }

    private final LogStorage storage;
    private final AuditLog log;
    private final NotaryOffice notary;
    private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("audit-file").daemon().factory());
    private volatile Link end;

    LogWriter(LogStorage storage, AuditLog log, AuditFileOptions options) {
        this.storage = storage;
        this.log = log;
        this.end = log.last();
        this.notary = NotaryOffice.of(storage.names(), options, end);
    }

    /// The last entry that is on disk.
    Link end() {
        return end;
    }

    /// How many bytes are on disk that were not when it was opened.
    long written() {
        return log.written();
    }

    /// Appends `entries` together, and waits until they are on disk.
    AuditPosition append(List<Body> entries) {
        Call call = new Call(entries, new CompletableFuture<>());
        waiting.add(call);
        try {
            thread.execute(this::appendWaiting);
        } catch (RejectedExecutionException e) {
            // Unless another call's turn has taken it along.
            if (waiting.remove(call)) {
                throw closed(e);
            }
        }
        return result(call.done());
    }

    private void appendWaiting() {
        List<Call> calls = take();
        if (calls.isEmpty()) {
            return;
        }
        try {
            log.append(calls.stream().flatMap(call -> call.entries().stream()).toList());
            end = log.last();
            notary.goneOnTo(end);
            AuditPosition position = end.position();
            calls.forEach(call -> call.done().complete(position));
        } catch (RuntimeException | Error e) {
            calls.forEach(call -> call.done().completeExceptionally(e));
        }
    }

    // Whoever is left has a turn of its own to come.
    private List<Call> take() {
        List<Call> calls = new ArrayList<>();
        int bytes = 0;
        for (Call next = waiting.peek(); next != null; next = waiting.peek()) {
            bytes += next.bytes();
            if (!calls.isEmpty() && bytes > MOST_BYTES) {
                break;
            }
            calls.add(waiting.remove());
        }
        return calls;
    }

    /// How many calls wait for their turn.
    int waiting() {
        return waiting.size();
    }

    /// Whether the next entry can be appended, as far as is known.
    boolean canAppend() {
        try {
            return CompletableFuture.supplyAsync(log::canAppend, thread).join();
        } catch (RejectedExecutionException | CompletionException _) {
            return false;
        }
    }

    /// Writes a checkpoint of all that is on disk now.
    void checkpoint() {
        notary.signNow(end);
    }

    /// Writes a checkpoint of the log until `position`, if there are checkpoints, and none was
    /// written of more.
    void signIfPossible(Link position) {
        notary.signIfPossible(position);
    }

    @Override
    public synchronized void close() {
        if (!thread.isShutdown()) {
            // Behind all that was asked for.
            result(CompletableFuture.runAsync(thread::shutdown, thread));
            notary.close(end);
            closeStorage();
        }
    }

    private void closeStorage() {
        // Not by a caller's thread, which may be interrupted.
        try (ExecutorService closing = Executors.newSingleThreadExecutor()) {
            result(CompletableFuture.runAsync(this::giveUp, closing));
        }
    }

    private void giveUp() {
        try {
            storage.close();
        } catch (IOException e) {
            // All that was recorded is synced: nothing is lost.
            LOG.log(Level.WARNING, "cannot close the audit file " + storage.file(), e);
        }
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new AuditUnavailableException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private static AuditUnavailableException closed(RejectedExecutionException cause) {
        return new AuditUnavailableException("the audit file is closed", cause);
    }
}
