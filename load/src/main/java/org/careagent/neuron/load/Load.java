package org.careagent.neuron.load;

import org.careagent.neuron.load.server.Options;

import java.io.IOException;

/// One load: starts a Neuron, puts the load on it, and reports what holds.
@FunctionalInterface
interface Load {
    /// Carries it through.
    ///
    /// @throws IOException if it something prevents that
    void run(Report report, Options options) throws IOException, InterruptedException;
}
