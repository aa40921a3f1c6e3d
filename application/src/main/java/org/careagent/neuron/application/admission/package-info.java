/// The safety ceiling (handshake protocol, section 5): everybody waits their turn, nobody is turned
/// away while the Neuron can still wait for them.
@NullMarked
package org.careagent.neuron.application.admission;

import org.jspecify.annotations.NullMarked;
