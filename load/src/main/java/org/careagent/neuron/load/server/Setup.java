package org.careagent.neuron.load.server;

import java.util.OptionalInt;

/// How a Neuron is set up, as far as it is not as a Neuron is by default.
///
/// @param webSocket the keys of `websocket`, as YAML writes them: `maxQueued: 5, authTimeoutMs:
///   1000`
/// @param fileLimit how many files it may have open, if not as many as this process
/// @param storage further keys of `storage`, likewise
public record Setup(String webSocket, OptionalInt fileLimit, String storage) {
    /// With these keys of `websocket`.
    public static Setup of(String... webSocket) {
        return new Setup(String.join(", ", webSocket), OptionalInt.empty(), "");
    }

    /// The same under `ulimit -n`.
    public Setup withFileLimit(int limit) {
        return new Setup(webSocket, OptionalInt.of(limit), storage);
    }

    /// The same with these keys of `storage`.
    public Setup withStorage(String... keys) {
        return new Setup(webSocket, fileLimit, String.join(", ", keys));
    }

    /// In words, after others.
    public String summary() {
        return (webSocket.isEmpty() ? "" : ", " + webSocket)
                + (fileLimit.isEmpty() ? "" : ", ulimit -n " + fileLimit.getAsInt());
    }
}
