/// The main use case: one patient agent through the door (handshake protocol, sections 2 to 5).
@NullMarked
package org.careagent.neuron.application.handshake;

import org.jspecify.annotations.NullMarked;
