package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.port.Measurements;
import org.careagent.neuron.application.port.Measurements.HandshakeOutcome;
import org.careagent.neuron.domain.handshake.AwaitingAnswer;
import org.careagent.neuron.domain.handshake.AwaitingToken;
import org.careagent.neuron.domain.handshake.Handshake;
import org.careagent.neuron.domain.handshake.Phase;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tells of one handshake how long its phases take, and what becomes of it: the measurements, and
/// the log. Used by one thread at a time.
final class Progress {
    private static final System.Logger LOGGER = System.getLogger(Progress.class.getName());

    private final Measurements measurements;
    private final InstantSource clock;
    private Instant entered;

    Progress(Measurements measurements, InstantSource clock) {
        this.measurements = measurements;
        this.clock = clock;
        this.entered = clock.instant();
    }

    /// The handshake was in `from` since the last call, and is in `to` now.
    void went(Handshake from, Handshake to) {
        if (from.status() == to.status()) {
            return;
        }
        Instant now = clock.instant();
        Duration stayed = Duration.between(entered, now);
        entered = now;
        switch (from) {
            case AwaitingToken _ -> measurements.left(Phase.AUTHENTICATING, stayed);
            case AwaitingAnswer _ -> measurements.left(Phase.CHALLENGED, stayed);
            case Handshake.Ended _ -> {}
        }
        if (to instanceof Handshake.Ended end) {
            ended(end, now);
        }
    }

    // The reason may repeat what to mend in a message, which is in our own words.
    private void ended(Handshake.Ended end, Instant now) {
        HandshakeOutcome outcome = HandshakeOutcome.of(end);
        measurements.ended(outcome);
        LOGGER.log(
                System.Logger.Level.DEBUG,
                () ->
                        "session "
                                + end.id()
                                + " ended after "
                                + Duration.between(end.startedAt(), now).toMillis()
                                + " ms: "
                                + described(end));
    }

    private static String described(Handshake.Ended end) {
        return switch (end) {
            case Handshake.Established _ -> "completed";
            case Handshake.Abandoned _ -> "the patient agent left";
            case Handshake.Refused refused -> "refused, " + refused.refusal().reason();
        };
    }
}
