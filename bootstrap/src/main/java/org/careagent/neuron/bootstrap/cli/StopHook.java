package org.careagent.neuron.bootstrap.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// What SIGTERM and Ctrl-C lead to: something is closed, and the process ends with status 0 if what
/// was to be done is done by then, else with 1.
///
/// Closing the hook takes it away again, for a command that comes to its end by itself.
final class StopHook implements AutoCloseable {
    private final Thread thread;
    private volatile boolean done;

    private StopHook(AutoCloseable served) {
        this.thread = new Thread(() -> stop(served), "stop");
    }

    /// From now on `served` is closed when the process is told to stop.
    static StopHook closing(AutoCloseable served) {
        StopHook hook = new StopHook(served);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /// What was to be done is done.
    void done() {
        done = true;
    }

    /// Waits to be told to stop. Does not return.
    void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    // Without the halt the JVM ends with 143, as if it had been killed.
    private void stop(AutoCloseable served) {
        try {
            served.close();
            Runtime.getRuntime().halt(done ? ExitStatus.DONE : ExitStatus.NO);
        } catch (Exception e) {
            System.err.println("neuron: could not stop cleanly: " + e);
            Runtime.getRuntime().halt(ExitStatus.INTERNAL);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException _) {
            // It is running, and ends the process: nothing else should, before it is done.
            new Semaphore(0).acquireUninterruptibly();
        }
    }
}
