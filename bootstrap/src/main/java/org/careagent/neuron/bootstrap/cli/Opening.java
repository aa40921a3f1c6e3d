package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.auditfile.AuditFileDamagedException;
import org.careagent.neuron.adapters.outbound.auditfile.AuditFileInUseException;
import org.careagent.neuron.adapters.outbound.auditfile.AuditUnavailableException;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseInUseException;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseNotOpenedException;
import org.careagent.neuron.bootstrap.Ledger;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.PortNotOpenedException;
import org.careagent.neuron.bootstrap.settings.Settings;

import java.util.function.Supplier;

/// Opens what a command works on; what goes wrong becomes an exit status and a line that says what
/// to do.
final class Opening {
    private Opening() {}

    static Neuron neuron(Settings settings) {
        return explained(() -> Neuron.start(settings));
    }

    static Ledger ledger(Settings settings) {
        return explained(() -> Neuron.openLedger(settings));
    }

    private static <T> T explained(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (DatabaseInUseException | AuditFileInUseException e) {
            throw new CommandFailure(ExitStatus.IN_USE, e);
        } catch (AuditFileDamagedException e) {
            throw new CommandFailure(ExitStatus.NO, e);
        } catch (DatabaseNotOpenedException
                | AuditUnavailableException
                | PortNotOpenedException e) {
            throw new CommandFailure(ExitStatus.INTERNAL, e);
        }
    }
}
