package org.careagent.neuron.application.journal;

import org.careagent.neuron.application.port.Workers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Hands over in one go what came while the last batch was worked on: nobody waits for company, and
/// whoever comes together shares the work. One thread of its own works, in the order of arrival.
///
/// @param <T> what somebody waits for
final class Batcher<T extends Batcher.Awaited> implements AutoCloseable {
    private final int most;
    private final Consumer<List<T>> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Workers.Worker worker;
    private List<T> waiting = new ArrayList<>();
    private boolean closed;

    /// Something that is waited for.
    interface Awaited {
        /// Is told when it is worked on.
        CompletableFuture<?> done();
    }

    /// @param workers gives the thread
    /// @param name of the thread
    /// @param most how many make a batch at the most
    /// @param work does a batch, and tells who waits; what it throws is told to whoever of the
    ///   batch still waits then
    Batcher(Workers workers, String name, int most, Consumer<List<T>> work) {
        this.most = most;
        this.work = work;
        this.worker = workers.start(name, this::workOn);
    }

    /// Whether `item` will be worked on; not so after [#close].
    boolean offer(T item) {
        lock.lock();
        try {
            if (!closed) {
                waiting.add(item);
                came.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more, and waits until all that was taken is worked on.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            came.signal();
        } finally {
            lock.unlock();
        }
        worker.awaitEnd();
    }

    private void workOn() {
        List<T> batch = next();
        while (!batch.isEmpty()) {
            work(batch);
            batch = next();
        }
    }

    // Whatever happens, somebody waits, and the thread goes on: without it all would wait for ever.
    private void work(List<T> batch) {
        try {
            work.accept(batch);
        } catch (RuntimeException | Error failure) {
            batch.forEach(item -> item.done().completeExceptionally(failure));
        }
    }

    // Empty once it is closed and nothing is left.
    private List<T> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                came.awaitUninterruptibly();
            }
            List<T> batch = waiting;
            if (batch.size() <= most) {
                waiting = new ArrayList<>();
                return batch;
            }
            waiting = new ArrayList<>(batch.subList(most, batch.size()));
            return List.copyOf(batch.subList(0, most));
        } finally {
            lock.unlock();
        }
    }
}
