package org.careagent.neuron.application.measure;

import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.Measurements;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A store of changes whose commits are counted and timed; one that fails is not.
final class MeasuredChanges implements ChangeStore {
    private final ChangeStore real;
    private final Measurements measurements;
    private final InstantSource clock;

    /// @param real stores
    MeasuredChanges(ChangeStore real, Measurements measurements, InstantSource clock) {
        this.real = real;
        this.measurements = measurements;
        this.clock = clock;
    }

    @Override
    public Receipt commit(List<Commit> commits, Optional<AuditMark> mark) {
        Instant begun = clock.instant();
        Receipt receipt = real.commit(commits, mark);
        // A mark alone is no change.
        if (!commits.isEmpty()) {
            measurements.stored(commits.size(), Duration.between(begun, clock.instant()));
        }
        return receipt;
    }

    @Override
    public List<AuditNote> owed() {
        return real.owed();
    }

    @Override
    public Optional<AuditMark> mark() {
        return real.mark();
    }
}
