package org.careagent.neuron.application.admission;

/// How full the door is, for whoever has to say so.
@FunctionalInterface
public interface Occupancy {
    /// As it is now.
    AdmissionFigures figures();
}
