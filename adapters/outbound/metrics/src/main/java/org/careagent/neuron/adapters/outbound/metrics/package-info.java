/// What the Neuron counts and times, with Helidon Metrics, in the format of Prometheus.
@NullMarked
package org.careagent.neuron.adapters.outbound.metrics;

import org.jspecify.annotations.NullMarked;
