package org.careagent.neuron.load.server;

import org.careagent.neuron.load.client.Json;

/// What `neuron status` says of the door.
///
/// @param active how many sessions are open
/// @param queued how many wait
public record Status(int active, int queued) {
    static Status of(String json) {
        return new Status(
                Integer.parseInt(Json.member(json, "active_sessions")),
                Integer.parseInt(Json.member(json, "queued")));
    }

    /// Whether nobody is there.
    public boolean isEmpty() {
        return active == 0 && queued == 0;
    }
}
