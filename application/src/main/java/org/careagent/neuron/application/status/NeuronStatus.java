package org.careagent.neuron.application.status;

import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;

/// How a running Neuron is (REST API, `GET /v1/status`).
///
/// @param phase whether it takes patients
/// @param uptime how long it has been running
/// @param npi whose front door it is
/// @param organization and that one's name
/// @param registry how it stands with the network's registry
/// @param activeSessions how many handshakes are going on
/// @param queued how many wait for one to end
/// @param providers how many are registered
/// @param version of the program
/// @param nodeId names this process among those of the organisation
public record NeuronStatus(
        Phase phase,
        Duration uptime,
        Npi npi,
        String organization,
        Registry registry,
        int activeSessions,
        int queued,
        int providers,
        String version,
        String nodeId) {

    /// Whether it takes patients.
    public enum Phase {
        /// It does.
        RUNNING,
        /// It is stopping: only those who are in may finish.
        DRAINING
    }

    /// How it stands with the network's registry.
    public enum Registry {
        /// It is known there.
        REACHABLE,
        /// The registry does not answer.
        UNREACHABLE,
        /// It runs alone.
        UNREGISTERED
    }
}
