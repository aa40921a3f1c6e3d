@NullMarked
package org.careagent.neuron.adapters.outbound.ed25519;

import org.jspecify.annotations.NullMarked;
