/// A patient agent: shakes hands with any Neuron that speaks the protocol, and tells how it went.
/// It shares no code with the Neuron but the names of who is who.
@NullMarked
package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.jspecify.annotations.NullMarked;
