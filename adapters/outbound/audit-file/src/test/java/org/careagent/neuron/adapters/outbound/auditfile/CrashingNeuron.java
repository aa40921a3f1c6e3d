package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.AuditEventSamples;
import org.careagent.neuron.application.port.AuditTrail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The child process of [AuditFileCrashTest]: prints the name of each entry that was acknowledged,
/// and dies without a chance to tidy up.
final class CrashingNeuron {
    static final int HALTED = 9;
    static final int TORN_BYTES = 150;
    static final int ENOUGH = 100;

    private static final int CALLERS = 8;

    private CrashingNeuron() {}

    static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        switch (args[0]) {
            case "tear" -> tear(file);
            case "halt" -> haltAmongMany(file);
            case "hold" -> hold(file);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void tear(Path file) throws IOException {
        FaultyStorage storage = new FaultyStorage(file);
        try (AuditFile trail =
                AuditFile.resume(storage, InstantSource.system(), AuditFileOptions.PLAIN)) {
            for (int i = 0; i < 20; i++) {
                acknowledge(trail, "call " + i);
            }
            storage.haltInWriteAfter(TORN_BYTES, HALTED);
            trail.record(AuditEventSamples.startedBy("torn"));
        }
    }

    /// Halts while other callers are waiting for their entries.
    private static void haltAmongMany(Path file) {
        AtomicInteger acknowledged = new AtomicInteger();
        try (AuditFile trail = AuditFile.open(file, InstantSource.system());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = "caller " + caller + " call ";
                callers.execute(() -> {
                    for (int call = 0; ; call++) {
                        acknowledge(trail, name + call);
                        if (acknowledged.incrementAndGet() >= ENOUGH) {
                            Runtime.getRuntime().halt(HALTED);
                        }
                    }
                });
            }
        }
    }

    private static void hold(Path file) throws IOException {
        try (AuditFile _ = AuditFile.open(file, InstantSource.system())) {
            System.out.println("holding");
            // Until the parent ends this process.
            var _ = System.in.read();
        }
    }

    private static void acknowledge(AuditTrail trail, String name) {
        trail.record(AuditEventSamples.startedBy(name));
        System.out.println(name);
    }
}
