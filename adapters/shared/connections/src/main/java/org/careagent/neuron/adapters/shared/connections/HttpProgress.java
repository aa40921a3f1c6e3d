package org.careagent.neuron.adapters.shared.connections;

import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/// How far the HTTP on one connection is: between requests, in one, or past the last.
///
/// A request has to come whole within the head timeout, which begins when the connection does or
/// when the answer before it has gone out.
final class HttpProgress {
    private enum Phase {
        /// The head of a request is waited for.
        HEAD,
        /// A request is being read or served.
        REQUEST,
        /// It is answered.
        ANSWERED,
        /// It is answered, and the answer said that it is the last.
        OVER
    }

    private final Connection connection;
    private volatile Phase phase = Phase.HEAD;
    private volatile boolean lastAsked;

    HttpProgress(Connection connection) {
        this.connection = connection;
    }

    /// Waits for bytes.
    byte[] read() {
        switch (phase) {
            case ANSWERED -> awaitNext();
            case OVER -> throw new ConnectionLostException("the last answer is given");
            case HEAD, REQUEST -> {}
        }
        return connection.read();
    }

    private void awaitNext() {
        phase = Phase.HEAD;
        connection.ends();
        connection.expectRequest();
    }

    private void requested(boolean last) {
        switch (phase) {
            case HEAD -> {}
            // It was read ahead, with the request before it.
            case ANSWERED, REQUEST -> connection.expectRequest();
            case OVER -> throw new ConnectionLostException("the last answer is given");
        }
        lastAsked = last;
        phase = Phase.REQUEST;
        connection.serves();
    }

    private void answered(boolean last) {
        if (phase == Phase.OVER) {
            // To what came after the last request, and is no request.
            throw new ConnectionLostException("the last answer is given");
        }
        phase = last || lastAsked ? Phase.OVER : Phase.ANSWERED;
        connection.dropDeadline();
    }

    private static HttpProgress of(ConnectionContext context) {
        if (context instanceof GuardedContext guarded) {
            return guarded.progress();
        }
        throw new IllegalArgumentException("not a connection of ours");
    }

    /// Told of the heads of requests.
    record Received(Http1ConnectionListener next) implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            of(context).requested(headers.containsToken(HeaderValues.CONNECTION_CLOSE));
            next.headers(context, headers);
        }
    }

    /// Told of the heads of answers.
    ///
    /// Helidon announces `Connection: close`, be it of its own accord or because the client has
    /// asked for it, and goes on reading; this makes it true.
    record Sent() implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            of(context).answered(headers.containsToken(HeaderValues.CONNECTION_CLOSE));
        }
    }
}
