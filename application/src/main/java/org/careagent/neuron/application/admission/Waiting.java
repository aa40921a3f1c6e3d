package org.careagent.neuron.application.admission;

import java.time.Instant;

/// One who waits.
///
/// @param queue which it waits in
/// @param number how many had arrived when this one had; tells two arrivals of one instant apart
record Waiting<T>(T who, AddressQueue<T> queue, Instant arrived, long number) {}
