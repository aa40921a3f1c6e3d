package org.careagent.neuron.bootstrap.cli;

import java.util.concurrent.CountDownLatch;

/// Serving, until somebody stops the process.
final class Serving {
    private Serving() {}

    /// Waits for SIGTERM or Ctrl-C, closes `served`, and ends the process with status 0. Does not
    /// return.
    static void untilStopped(AutoCloseable served) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(served), "stop"));
        new CountDownLatch(1).await();
    }

    // Without the halt the JVM ends with 143, as if it had been killed.
    private static void stop(AutoCloseable served) {
        try {
            served.close();
            Runtime.getRuntime().halt(ExitStatus.DONE);
        } catch (Exception e) {
            System.err.println("neuron: could not stop cleanly: " + e);
            Runtime.getRuntime().halt(ExitStatus.INTERNAL);
        }
    }
}
