package org.careagent.neuron.bootstrap;

import org.careagent.neuron.bootstrap.settings.Settings;

import java.util.ArrayList;
import java.util.List;

/// How many may come at once, by what is configured and by what the process may open.
///
/// @param connections how many TCP connections may be open
/// @param sessions how many of them may be handshakes under way: fewer than all, so that `/health`
///   answers when the door is full
/// @param notes where that is less than what is configured, and what to do
record Capacity(int connections, int sessions, List<String> notes) {
    /// What the process opens besides: storage, audit log, certificates, the control socket and its
    /// clients, and connections that are about to go.
    static final int OTHER_FILES = 64;

    /// Connections that are neither sessions nor wait to be, by default.
    static final int OTHER_CONNECTIONS = 1000;

    /// With fewer it could not serve a patient and say how it is.
    static final int FEWEST_CONNECTIONS = 16;

    private static final int MOST_KEPT_FREE = 64;

    /// Keeps the list as it is now.
    Capacity {
        notes = List.copyOf(notes);
    }

    /// @throws TooFewFilesException if it would not be worth while
    static Capacity of(Settings settings, OpenFiles files) {
        List<String> notes = new ArrayList<>();
        int connections = connections(settings, files, notes);
        return new Capacity(connections, sessions(settings, connections, notes), notes);
    }

    private static int connections(Settings settings, OpenFiles files, List<String> notes) {
        long possible = files.limit() - files.open() - OTHER_FILES;
        if (possible < FEWEST_CONNECTIONS) {
            throw new TooFewFilesException(files.limit());
        }
        long wanted = settings.server().maxConnections().orElseGet(() -> preset(settings));
        if (wanted > possible) {
            notes.add(
                    "the limit of "
                            + files.limit()
                            + " open files leaves room for "
                            + possible
                            + " connections at once, not "
                            + wanted
                            + "; raise it for more (ulimit -n)");
        }
        return (int) Math.min(wanted, possible);
    }

    private static int preset(Settings settings) {
        Settings.WebSocket webSocket = settings.webSocket();
        long all =
                (long) webSocket.maxConcurrentHandshakes()
                        + webSocket.maxQueued()
                        + OTHER_CONNECTIONS;
        return (int) Math.min(all, Integer.MAX_VALUE);
    }

    private static int sessions(Settings settings, int connections, List<String> notes) {
        int wanted = settings.webSocket().maxConcurrentHandshakes();
        int possible = Math.max(1, connections - Math.min(MOST_KEPT_FREE, connections / 4));
        if (wanted > possible) {
            notes.add(
                    "of "
                            + connections
                            + " connections at most "
                            + possible
                            + " are handshakes at once, not "
                            + wanted
                            + " (websocket.maxConcurrentHandshakes), so that /health still answers");
        }
        return Math.min(wanted, possible);
    }
}
