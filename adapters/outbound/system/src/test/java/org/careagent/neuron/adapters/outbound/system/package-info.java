/// What the machine offers: randomness and time.
@NullMarked
package org.careagent.neuron.adapters.outbound.system;

import org.jspecify.annotations.NullMarked;
