package org.careagent.neuron.application.journal;

import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.ChangeStore.Receipt;
import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.Workers;
import org.careagent.neuron.application.port.Writable;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Stores changes, batch by batch, and hands on what they leave in the audit trail.
final class Keeper implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Keeper.class.getName());
    private static final int MOST_AT_ONCE = 256;
    // A stop is to be over in five seconds, all in all.
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private final ChangeStore changes;
    private final Writable room;
    private final Recorder recorder;
    private final Progress progress;
    private final Workers workers;
    private final Batcher<Task> batches;
    // One call after the other, and what each leaves handed on in the same order: else an older
    // mark could be stored over a newer one. Fair, or a rush of batches would never let anybody
    // else have it.
    private final ReentrantLock turn = new ReentrantLock(true);
    // Whether the last call of the storage failed.
    private volatile boolean failing;
    private volatile boolean stopping;

    /// A change to be made.
    ///
    /// @param done is told when it is durable, and recorded
    record Task(Commit commit, CompletableFuture<Outcome> done) implements Batcher.Awaited {}

    Keeper(Books books, Recorder recorder, Progress progress, Workers workers) {
        this.changes = books.changes();
        this.room = books.room();
        this.recorder = recorder;
        this.progress = progress;
        this.workers = workers;
        this.batches = new Batcher<>(workers, "journal-storage", MOST_AT_ONCE, this::store);
    }

    void take(Task task) {
        if (!batches.offer(task)) {
            task.done().completeExceptionally(new NotDurableException("the Neuron is stopping"));
        }
    }

    /// Finishes what was taken on; but once the storage fails, the rest fails at once.
    @Override
    public void close() {
        stopping = true;
        batches.close();
    }

    /// Lets the storage know how far the trail has come, so that the next start has nothing to look
    /// for. After [#close]. A storage that gives no answer is not waited for.
    void leaveMark() {
        if (progress.mark().isPresent() && !failing) {
            CompletableFuture<Boolean> left = new CompletableFuture<>();
            var _ =
                    workers.start(
                            "journal-mark",
                            () -> {
                                leave();
                                left.complete(true);
                            });
            var _ =
                    left.completeOnTimeout(false, LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .join();
        }
    }

    /// Likewise, when entries that no change made are many since the last mark.
    void leaveMarkIfFarAhead() {
        if (progress.markToStore().isPresent()) {
            leave();
        }
    }

    private void leave() {
        try {
            commit(List.of());
        } catch (RuntimeException e) {
            // Nothing is lost: the next start looks for what it needs.
            LOGGER.log(System.Logger.Level.WARNING, "could not leave a mark in the storage", e);
        }
    }

    /// What `action` gives, which is run between two batches, when all that was stored is recorded.
    ///
    /// @throws NotDurableException if that cannot be recorded
    <T> T atRest(Supplier<T> action) {
        turn.lock();
        try {
            recorder.catchUp();
            requireTrail();
            return action.get();
        } finally {
            turn.unlock();
        }
    }

    private void store(List<Task> tasks) {
        requireHope();
        requireRoom();
        requireTrail();
        commit(tasks);
    }

    private void requireHope() {
        if (stopping && failing) {
            throw new NotDurableException("the Neuron is stopping, and its storage fails");
        }
    }

    private void requireRoom() {
        if (!room.canWrite()) {
            throw new NotDurableException("the disk is nearly full");
        }
    }

    // Of no tasks too: the receipt may bring notes of a call that failed, and they must not be
    // passed over by the next mark.
    private void commit(List<Task> tasks) {
        turn.lock();
        try {
            handOn(tasks, stored(tasks.stream().map(Task::commit).toList()));
        } finally {
            turn.unlock();
        }
    }

    private Receipt stored(List<Commit> commits) {
        try {
            Receipt receipt = changes.commit(commits, progress.mark());
            failing = false;
            return receipt;
        } catch (RuntimeException | Error failure) {
            failing = true;
            throw failure;
        }
    }

    // What cannot be recorded must not be stored, or it would pile up there.
    private void requireTrail() {
        if (!recorder.owesNothing()) {
            throw new NotDurableException("the audit trail cannot be written to");
        }
    }

    private void handOn(List<Task> tasks, Receipt receipt) {
        long number = receipt.lastOwed() - notesOf(tasks, receipt);
        if (!receipt.late().isEmpty()) {
            record(receipt.late(), number, new CompletableFuture<>());
        }
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            if (receipt.outcomes().get(i) == Outcome.APPLIED) {
                number += task.commit().notes().size();
                record(task.commit().notes(), number, recordedFor(task));
            } else {
                task.done().complete(Outcome.CONFLICT);
            }
        }
    }

    private static long notesOf(List<Task> tasks, Receipt receipt) {
        long notes = 0;
        for (int i = 0; i < tasks.size(); i++) {
            notes +=
                    receipt.outcomes().get(i) == Outcome.APPLIED
                            ? tasks.get(i).commit().notes().size()
                            : 0;
        }
        return notes;
    }

    private void record(List<AuditNote> notes, long number, CompletableFuture<Void> recorded) {
        recorder.take(new Recorder.Task(notes, OptionalLong.of(number), recorded));
    }

    private static CompletableFuture<Void> recordedFor(Task task) {
        CompletableFuture<Void> recorded = new CompletableFuture<>();
        var _ =
                recorded.whenComplete((_, failure) -> {
                    if (failure == null) {
                        task.done().complete(Outcome.APPLIED);
                    } else {
                        task.done().completeExceptionally(failure);
                    }
                });
        return recorded;
    }
}
