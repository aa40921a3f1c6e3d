package org.careagent.neuron.adapters.shared.connections;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// One connection on a thread of its own: shakes hands if there is TLS, lets HTTP serve it, and
/// ends it in order.
final class GuardedConnection implements ServerConnection, InterruptableTask<Void> {
    private final ConnectionContext context;
    private final Connections all;
    private final ServerConnectionSelector http;
    private volatile Optional<ServerConnection> served = Optional.empty();

    GuardedConnection(ConnectionContext context, Connections all, ServerConnectionSelector http) {
        this.context = context;
        this.all = all;
        this.http = http;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        Optional<Connection> attended = all.attend(context);
        if (attended.isEmpty()) {
            return;
        }
        Connection connection = attended.get();
        try {
            connection.speak(all.stream(connection.channel(), context));
            serve(connection, limit);
        } catch (IOException | CloseConnectionException _) {
            // The client is gone, or was never one: nothing to tell anybody.
        } finally {
            connection.finish();
        }
    }

    private void serve(Connection connection, Limit limit) throws InterruptedException {
        ServerConnection serving =
                http.connection(new GuardedContext(context, connection, all.isSecure()));
        served = Optional.of(serving);
        serving.handle(limit);
    }

    @Override
    public boolean canInterrupt() {
        return served.map(it -> it instanceof InterruptableTask<?> task && task.canInterrupt())
                .orElse(true);
    }

    @Override
    public Duration idleTime() {
        return served.map(ServerConnection::idleTime).orElse(Duration.ZERO);
    }

    @Override
    public void close(boolean interrupt) {
        served.ifPresent(it -> it.close(interrupt));
    }
}
