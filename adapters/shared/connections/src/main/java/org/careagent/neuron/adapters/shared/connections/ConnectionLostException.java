package org.careagent.neuron.adapters.shared.connections;

import io.helidon.webserver.CloseConnectionException;

import java.io.Serial;

/// The TCP connection is over: the peer ended it, or we have.
///
/// It is of the kind that Helidon takes for an ordinary end: any other that a read throws in the
/// middle of a request is an internal error to it, answered with 500 and logged with a stack trace.
public final class ConnectionLostException extends CloseConnectionException {
    @Serial private static final long serialVersionUID = 1L;

    ConnectionLostException(String message) {
        super(message);
    }

    ConnectionLostException(Throwable cause) {
        super("the connection is lost", cause);
    }
}
