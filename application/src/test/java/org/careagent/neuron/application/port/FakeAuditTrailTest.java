package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

final class FakeAuditTrailTest extends AuditTrailContract {
    private final FakeAuditTrail trail = new FakeAuditTrail();

    @Override
    protected AuditTrail trail() {
        return trail;
    }

    @Override
    protected List<Recorded> recorded() {
        return trail.events().stream().map(Recorded::of).toList();
    }

    @Test
    void failsWhenToldAndKeepsNothingThen() {
        trail.failWith(new IllegalStateException("disk full"));

        assertThatThrownBy(() -> trail.record(AuditEventSamples.startedBy("lost")))
                .hasMessage("disk full");

        trail.recover();
        trail.record(AuditEventSamples.startedBy("kept"));
        assertThat(trail.events()).containsExactly(AuditEventSamples.startedBy("kept"));
    }
}
