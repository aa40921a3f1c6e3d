package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlSocketException;
import org.careagent.neuron.adapters.inbound.control.ControlSocketInUseException;
import org.careagent.neuron.adapters.inbound.control.NeuronSilentException;
import org.careagent.neuron.adapters.outbound.auditfile.AuditFileDamagedException;
import org.careagent.neuron.adapters.outbound.auditfile.AuditFileInUseException;
import org.careagent.neuron.adapters.outbound.auditfile.AuditUnavailableException;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolderInUseException;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolderUnusableException;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseInUseException;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseNotOpenedException;
import org.careagent.neuron.application.journal.TrailMismatchException;
import org.careagent.neuron.bootstrap.CertificateUnusableException;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.Office;
import org.careagent.neuron.bootstrap.PortNotOpenedException;
import org.careagent.neuron.bootstrap.TooFewFilesException;
import org.careagent.neuron.bootstrap.settings.Settings;

import java.util.function.Supplier;

/// Opens what a command works on; what goes wrong becomes an exit status and a line that says what
/// to do.
final class Opening {
    private Opening() {}

    static Neuron neuron(Settings settings) {
        return Patience.untilDataIsFree(
                () -> explained(() -> Patience.untilDatabaseIsThere(() -> Neuron.start(settings))));
    }

    /// @throws DataFolderInUseException if another process has the data, perhaps for a moment
    static Office office(Settings settings) {
        return explained(() -> Office.open(settings));
    }

    /// @throws DataFolderInUseException if another process has the data, perhaps for a moment
    static Office officeToLook(Settings settings) {
        return explained(() -> Office.openToLook(settings));
    }

    /// What `opening` gives.
    ///
    /// @throws DataFolderInUseException as it is
    /// @throws CommandFailure instead of every other exception of the adapters
    static <T> T explained(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (DataFolderInUseException e) {
            throw e;
        } catch (DatabaseInUseException | AuditFileInUseException | ControlSocketInUseException e) {
            throw new CommandFailure(ExitStatus.IN_USE, e);
        } catch (NeuronSilentException e) {
            throw new CommandFailure(ExitStatus.UNREACHABLE, e);
        } catch (AuditFileDamagedException | TrailMismatchException e) {
            throw new CommandFailure(ExitStatus.NO, e);
        } catch (CertificateUnusableException e) {
            throw new CommandFailure(ExitStatus.CONFIGURATION, e);
        } catch (DatabaseNotOpenedException
                | DataFolderUnusableException
                | AuditUnavailableException
                | ControlSocketException
                | PortNotOpenedException
                | TooFewFilesException e) {
            throw new CommandFailure(ExitStatus.INTERNAL, e);
        }
    }
}
