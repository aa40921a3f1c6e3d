/// Tests of the memory adapter.
@NullMarked
package org.careagent.neuron.adapters.outbound.memory;

import org.jspecify.annotations.NullMarked;
