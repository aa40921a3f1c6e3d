package org.careagent.neuron.application.journal;

import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.Workers;
import org.careagent.neuron.application.port.Writable;
import org.careagent.neuron.application.port.Write;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Makes changes, and records what happened. On return both are durable: what is answered then
/// survives a kill of the process and a loss of power (handshake protocol, section 9). Safe for use
/// by many threads.
///
/// Two threads work one behind the other. The first stores: all changes that came while the last
/// batch was stored share one transaction and one sync. The second appends what they leave to the
/// audit trail, in the same order, likewise. Nobody waits for company.
///
/// The store comes first, and keeps what it owes the trail in the transaction of the change. So a
/// change without its entry is found at the next start, or as soon as the trail can be written
/// again; an entry without its change cannot come about here.
public final class Journal implements Writable, AutoCloseable {
    private final Books books;
    private final Recorder recorder;
    private final Keeper keeper;

    /// A journal over books that agree.
    Journal(Books books, Progress progress, Workers workers) {
        this.books = books;
        this.recorder = new Recorder(books.trail(), progress, workers);
        this.keeper = new Keeper(books, recorder, progress, workers);
    }

    /// Makes `write`, and records `events` if it applies.
    ///
    /// Throws an unchecked exception when one of the two could not be made durable. Then nothing is
    /// known of the change; but in the end either both are there or neither.
    ///
    /// @return [Outcome#APPLIED] once both are durable
    public Outcome commit(Write write, List<AuditEvent> events) {
        CompletableFuture<Outcome> done = new CompletableFuture<>();
        keeper.take(new Keeper.Task(new Commit(write, notes(events)), done));
        return await(done);
    }

    /// Records `events`, with nothing in between.
    ///
    /// Throws an unchecked exception when they could not be made durable.
    public void record(List<AuditEvent> events) {
        List<AuditNote> notes = notes(events);
        if (!notes.isEmpty()) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            recorder.take(Recorder.Task.of(notes, done));
            var _ = await(done);
            keeper.leaveMarkIfFarAhead();
        }
    }

    /// Records one event; as [#record(List)].
    public void record(AuditEvent event) {
        record(List.of(event));
    }

    /// What `action` gives, which is run while nothing is being stored, and all that is stored is
    /// in the trail. Changes wait for it meanwhile: it is to be a matter of milliseconds. Records
    /// that go with no change do not wait.
    ///
    /// @throws NotDurableException if something that is stored cannot be recorded
    public <T> T atRest(Supplier<T> action) {
        return keeper.atRest(action);
    }

    /// Whether storage and trail can be written to, and nothing that is stored is still to be
    /// recorded. Asking is what gets it recorded when the trail can be written again.
    @Override
    public boolean canWrite() {
        return books.room().canWrite()
                && books.changesHealth().canWrite()
                && books.trailHealth().canWrite()
                && recorder.owesNothing();
    }

    /// Finishes what was taken on, and takes nothing more. Storage and trail stay open.
    @Override
    public void close() {
        keeper.close();
        recorder.close();
        keeper.leaveMark();
    }

    private List<AuditNote> notes(List<AuditEvent> events) {
        return books.trail().map(trail -> trail.notes(events)).orElse(List.of());
    }

    private static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw new NotDurableException(e.getCause() == null ? e : e.getCause());
        }
    }
}
