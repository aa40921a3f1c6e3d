/// One handshake: a type for each state, and pure steps from one to the next (handshake protocol,
/// section 2).
@NullMarked
package org.careagent.neuron.domain.handshake;

import org.jspecify.annotations.NullMarked;
