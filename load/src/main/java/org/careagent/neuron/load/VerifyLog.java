package org.careagent.neuron.load;

import org.careagent.neuron.adapters.outbound.auditfile.AuditVerifier;
import org.careagent.neuron.adapters.outbound.auditfile.Verification;
import org.careagent.neuron.adapters.outbound.auditfile.VerifierOptions;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// The child process of [LongLog]: verifies a log, and says how much heap it had.
final class VerifyLog {
    private VerifyLog() {}

    static void main(String[] args) {
        Verification result =
                AuditVerifier.verify(Path.of(args[0]), VerifierOptions.PLAIN, (_, _) -> {});
        long most =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum();
        System.out.printf(
                "  %-52s %s of %s%n",
                "heap of the verifier at most",
                Figures.mebibytes(most),
                Figures.mebibytes(Runtime.getRuntime().maxMemory()));
        System.exit(result instanceof Verification.Sound ? 0 : 1);
    }
}
