/// Relationships and providers in memory: for trials and for tests.
@NullMarked
package org.careagent.neuron.adapters.outbound.memory;

import org.jspecify.annotations.NullMarked;
