/// Tests of the control adapter.
@NullMarked
package org.careagent.neuron.adapters.inbound.control;

import org.jspecify.annotations.NullMarked;
