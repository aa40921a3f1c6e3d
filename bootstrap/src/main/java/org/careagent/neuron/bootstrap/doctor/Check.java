package org.careagent.neuron.bootstrap.doctor;

import java.io.IOException;
import java.util.List;

/// Looks at one thing, and changes nothing.
interface Check {
    /// What it looks at, in a word or two.
    String subject();

    /// How that is.
    ///
    /// @throws IOException if it cannot be told, which the doctor reports as a fault
    List<Finding> findings() throws IOException;
}
