/// The handshake on the wire (handshake protocol, sections 1 to 4): messages in, replies out. What
/// carries them is in the package `transport`.
@NullMarked
package org.careagent.neuron.adapters.inbound.websocket;

import org.jspecify.annotations.NullMarked;
