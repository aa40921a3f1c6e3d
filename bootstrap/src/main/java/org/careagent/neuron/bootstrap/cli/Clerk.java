package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.inbound.control.ControlAnswer;
import org.careagent.neuron.adapters.inbound.control.ControlClient;
import org.careagent.neuron.adapters.inbound.control.ControlRequest;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.bootstrap.Office;

/// Whoever answers management requests: the running Neuron, or this process in its place. Which of
/// the two makes no difference to the answer.
sealed interface Clerk extends AutoCloseable {
    /// What becomes of `request`.
    ControlAnswer answer(ControlRequest.Management request);

    @Override
    void close();

    /// The running Neuron.
    record Running(ControlClient client) implements Clerk {
        @Override
        public ControlAnswer answer(ControlRequest.Management request) {
            return Opening.explained(() -> client.ask(request));
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /// This process, which keeps every other from the data meanwhile.
    record StandIn(Office office) implements Clerk {
        @Override
        public ControlAnswer answer(ControlRequest.Management request) {
            return office.administration()
                    .answer(request, Actor.operator(System.getProperty("user.name", "unknown")));
        }

        @Override
        public void close() {
            office.close();
        }
    }
}
