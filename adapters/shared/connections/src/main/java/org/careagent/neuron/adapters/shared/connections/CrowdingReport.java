package org.careagent.neuron.adapters.shared.connections;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Says in the log that there was no room for everybody, once a minute at most. Not safe for use by
/// many threads.
final class CrowdingReport {
    private static final System.Logger LOG = System.getLogger(CrowdingReport.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final int mostOpen;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private long untold;

    CrowdingReport(int mostOpen, InstantSource clock) {
        this.mostOpen = mostOpen;
        this.clock = clock;
    }

    /// Somebody came for whom there was no room.
    void crowded() {
        untold++;
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "all {0} connections are taken (server.maxConnections): to make room, the newest without"
                        + " a request or a turn of the busiest address is closed; {1} since last said",
                Integer.toString(mostOpen),
                Long.toString(untold));
        untold = 0;
        next = now.plus(PAUSE);
    }
}
