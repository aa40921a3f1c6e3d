package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Door;
import org.careagent.neuron.load.client.Outcome;
import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.server.Installation;
import org.careagent.neuron.load.server.NeuronProcess;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/// A Neuron of its own for one load, which knows the provider; gone with its folder when closed.
///
/// @param door of `neuron`
record Scene(Installation installation, NeuronProcess neuron, Door door) implements AutoCloseable {
    /// Where honest clients come from.
    static final InetAddress HONEST = Door.from(3);

    /// Where the others come from.
    static final InetAddress CROWD = Door.from(2);

    /// Where it is asked for its health from.
    static final InetAddress MONITOR = Door.from(4);

    static Scene set(Report report, Options options, Setup setup)
            throws IOException, InterruptedException {
        report.say("  a Neuron with " + options.summary() + setup.summary());
        Installation installation = Installation.make(options, setup);
        try {
            NeuronProcess neuron = installation.startWithProvider(Patient.PROVIDER_NPI);
            return new Scene(installation, neuron, neuron.door());
        } catch (IOException | InterruptedException | RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    /// Lets `count` strangers shake hands, a few at a time.
    ///
    /// @return how many completed
    long shakeHands(int count) throws IOException, InterruptedException {
        List<Patient> patients = Patient.strangers(count);
        return Clients.run(count, 10, i -> () -> door.shakeHands(HONEST, patients.get(i))).stream()
                .filter(Outcome::isComplete)
                .count();
    }

    @Override
    public void close() {
        installation.close();
    }
}
