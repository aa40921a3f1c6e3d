package org.careagent.neuron.bootstrap.doctor;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What came of one request to a web address.
sealed interface Probe {
    /// An answer.
    ///
    /// @param status of HTTP
    /// @param body its beginning
    /// @param lead how far this machine's clock is ahead of theirs, if they told the time
    /// @param certificateEnd until when their certificate is valid, if they have one
    record Answered(
            int status, String body, Optional<Duration> lead, Optional<Instant> certificateEnd)
            implements Probe {

        /// Whether it is what a Neuron says at `/health`.
        boolean isOfNeuron() {
            try {
                JsonNode health = JsonMapper.shared().readTree(body);
                return health.path("status").isString()
                        && health.path("uptime_seconds").isIntegralNumber();
            } catch (JacksonException _) {
                return false;
            }
        }
    }

    /// None.
    ///
    /// @param why in plain words
    record Unanswered(String why) implements Probe {}
}
