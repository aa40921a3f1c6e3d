package org.careagent.neuron.adapters.inbound.websocket.transport;

import java.io.Serial;

/// The TCP connection is over: the peer ended it, or [Wire#cut()] did.
final class ConnectionLostException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    ConnectionLostException(String message) {
        super(message);
    }

    ConnectionLostException(RuntimeException cause) {
        super(cause);
    }
}
