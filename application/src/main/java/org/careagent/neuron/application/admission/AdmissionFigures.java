package org.careagent.neuron.application.admission;

import java.time.Duration;

/// How full the door is.
///
/// @param active how many sessions are open
/// @param queued how many wait
/// @param oldestWait for how long the one who has waited longest has; zero if nobody waits
public record AdmissionFigures(int active, int queued, Duration oldestWait) {}
