package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.inbound.control.Administration;
import org.careagent.neuron.bootstrap.settings.Settings;

import java.util.function.Supplier;

/// The administration of a Neuron that is not running. Meanwhile no other process can open what the
/// Neuron keeps.
public final class Office implements AutoCloseable {
    private final Wiring wiring;
    private final Ledger ledger;

    private Office(Wiring wiring, Ledger ledger) {
        this.wiring = wiring;
        this.ledger = ledger;
    }

    /// Opens storage and audit trail; makes them if they are missing.
    ///
    /// Throws an unchecked exception if one of them cannot be opened.
    public static Office open(Settings settings) {
        Wiring wiring = new Wiring(settings);
        return opened(wiring, wiring::ledger);
    }

    /// Opens the storage alone, to look at what is in it; makes nothing. Where there is no storage
    /// yet, it is found empty.
    ///
    /// Throws an unchecked exception if it cannot be opened.
    public static Office openToLook(Settings settings) {
        Wiring wiring = new Wiring(settings);
        return opened(wiring, wiring::ledgerToLook);
    }

    private static Office opened(Wiring wiring, Supplier<Ledger> opening) {
        try {
            return new Office(wiring, opening.get());
        } catch (RuntimeException | Error e) {
            wiring.close();
            throw e;
        }
    }

    /// What can be asked of it.
    public Administration administration() {
        return wiring.administration(ledger);
    }

    @Override
    public void close() {
        try (ledger) {
            wiring.close();
        }
    }
}
