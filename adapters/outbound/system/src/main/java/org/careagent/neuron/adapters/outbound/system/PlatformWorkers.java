package org.careagent.neuron.adapters.outbound.system;

import org.careagent.neuron.application.port.Workers;

/// Platform threads.
public final class PlatformWorkers implements Workers {
    @Override
    public Worker start(String name, Runnable work) {
        Thread thread = Thread.ofPlatform().name(name).daemon().start(work);
        return () -> joinUninterruptibly(thread);
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
