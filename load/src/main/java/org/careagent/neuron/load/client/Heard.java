package org.careagent.neuron.load.client;

/// What comes from a Neuron over an open WebSocket.
public sealed interface Heard {
    /// A message.
    record Text(String content) implements Heard {}

    /// Its close frame.
    ///
    /// @param code 1005 if the frame had none
    record Close(int code) implements Heard {}

    /// The TCP connection is over, by FIN.
    record End() implements Heard {}
}
