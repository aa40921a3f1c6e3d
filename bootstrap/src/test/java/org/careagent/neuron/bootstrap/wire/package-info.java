/// What a Neuron does with the bytes that come: written from RFC 6455 and the handshake protocol,
/// not from the code, and sent over raw sockets.
@NullMarked
package org.careagent.neuron.bootstrap.wire;

import org.jspecify.annotations.NullMarked;
