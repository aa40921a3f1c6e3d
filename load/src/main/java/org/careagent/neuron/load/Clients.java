package org.careagent.neuron.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/// Many clients at a time, a virtual thread each.
///
/// @param <T> what comes of one
final class Clients<T> implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<T>> started = new ArrayList<>();

    /// Starts one.
    void start(Callable<T> client) {
        started.add(threads.submit(client));
    }

    /// Waits for all, and gives what came of them in the order of their start.
    ///
    /// @throws IOException if one threw something
    List<T> results() throws IOException, InterruptedException {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> client : started) {
                results.add(client.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException("a client failed: " + e.getCause(), e);
        }
    }

    /// Interrupts those still at it, which ends their connections, and waits until they are gone.
    @Override
    public void close() {
        var _ = threads.shutdownNow();
        threads.close();
    }

    /// Runs `count` of them, all at once.
    static <T> List<T> run(int count, IntFunction<Callable<T>> client)
            throws IOException, InterruptedException {
        return run(count, count, client);
    }

    /// Runs `count` of them, at most `atOnce` at a time.
    static <T> List<T> run(int count, int atOnce, IntFunction<Callable<T>> client)
            throws IOException, InterruptedException {
        Semaphore places = new Semaphore(atOnce);
        try (Clients<T> clients = new Clients<>()) {
            for (int i = 0; i < count; i++) {
                places.acquire();
                Callable<T> next = client.apply(i);
                clients.start(() -> {
                    try {
                        return next.call();
                    } finally {
                        places.release();
                    }
                });
            }
            return clients.results();
        }
    }
}
