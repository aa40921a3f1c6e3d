package org.careagent.neuron.application.port;

/// Threads of a test.
public final class FakeWorkers implements Workers {
    @Override
    public Worker start(String name, Runnable work) {
        Thread thread = Thread.ofPlatform().name(name).daemon().start(work);
        return () -> {
            boolean interrupted = Thread.interrupted();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
