package org.careagent.neuron.application.journal;

import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.Workers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Appends to the audit trail, batch by batch, in the order of arrival.
///
/// What a stored change leaves and could not be appended comes first in the next batch: the trail
/// takes it up in the order in which it was stored.
final class Recorder implements AutoCloseable {
    private static final int MOST_AT_ONCE = 1024;

    private final Optional<AuditTrail> trail;
    private final Progress progress;
    private final Batcher<Task> batches;
    // All of the batches' thread alone, but that anybody may ask whether something is owed.
    private final List<AuditNote> owed = new ArrayList<>();
    private long lastOwed;
    private volatile boolean owing;
    // Whether all that the storage owes was recorded, or is among what is owed. If not, nothing is
    // recorded any more, or a mark could pass it over: the next start finds it in the storage.
    private boolean sure = true;
    private volatile boolean lost;

    /// What is to be appended.
    ///
    /// @param owed the number of the last of the notes, if the storage owes them
    /// @param done is told when they are durable
    record Task(List<AuditNote> notes, OptionalLong owed, CompletableFuture<Void> done)
            implements Batcher.Awaited {
        static Task of(List<AuditNote> notes, CompletableFuture<Void> done) {
            return new Task(notes, OptionalLong.empty(), done);
        }
    }

    Recorder(Optional<AuditTrail> trail, Progress progress, Workers workers) {
        this.trail = trail;
        this.progress = progress;
        this.lastOwed = progress.mark().map(mark -> mark.owed()).orElse(0L);
        this.batches = new Batcher<>(workers, "journal-audit", MOST_AT_ONCE, this::append);
    }

    /// Takes `task` on; the storage's own in the order of their numbers.
    void take(Task task) {
        if (!batches.offer(task)) {
            task.done().completeExceptionally(new NotDurableException("the Neuron is stopping"));
        }
    }

    /// Whether all that the storage owes is in the trail. If not, tries once more, and waits for
    /// that.
    boolean owesNothing() {
        if (owing) {
            catchUp();
        }
        return !owing && !lost;
    }

    /// Returns when all that was taken on has been tried.
    void catchUp() {
        CompletableFuture<Void> tried = new CompletableFuture<>();
        take(Task.of(List.of(), tried));
        try {
            tried.join();
        } catch (CompletionException _) {
            // What is owed still is known.
        }
    }

    @Override
    public void close() {
        batches.close();
    }

    // An error in between, when memory is short, is not to be survived with a gap.
    private void append(List<Task> tasks) {
        requireNothingLost();
        sure = false;
        try {
            tasks.forEach(this::count);
            recordOrOwe(tasks);
        } finally {
            lost = !sure;
        }
        tasks.forEach(task -> task.done().complete(null));
    }

    private void recordOrOwe(List<Task> tasks) {
        try {
            record(tasks);
            sure = true;
        } catch (RuntimeException | Error failure) {
            owe(tasks);
            sure = true;
            throw failure;
        }
    }

    private void requireNothingLost() {
        if (lost) {
            throw new NotDurableException(
                    "an earlier failure has left a gap; start the Neuron again, which fills it");
        }
    }

    // The storage numbers its notes without a gap; one here means that some were never handed on.
    private void count(Task task) {
        task.owed()
                .ifPresent(last -> {
                    if (trail.isPresent() && last != lastOwed + task.notes().size()) {
                        throw new IllegalStateException(
                                "note " + last + " of the storage came after note " + lastOwed);
                    }
                    lastOwed = last;
                });
    }

    private void record(List<Task> tasks) {
        List<AuditNote> notes = new ArrayList<>(owed);
        tasks.forEach(task -> notes.addAll(task.notes()));
        if (trail.isPresent() && !notes.isEmpty()) {
            AuditPosition end = trail.get().append(notes);
            progress.recorded(lastOwed, end);
        }
        owed.clear();
        owing = false;
    }

    private void owe(List<Task> tasks) {
        tasks.stream()
                .filter(task -> task.owed().isPresent())
                .forEach(task -> owed.addAll(task.notes()));
        owing = !owed.isEmpty();
    }
}
