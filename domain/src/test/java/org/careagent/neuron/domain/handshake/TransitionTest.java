package org.careagent.neuron.domain.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.CONSENT;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.FOUND;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.OPENED;
import static org.careagent.neuron.domain.handshake.HandshakeSamples.SESSION;

import org.careagent.neuron.domain.relationship.Relationship.Part;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class TransitionTest {
    private static final HandshakeEvent STARTED =
            new HandshakeEvent.Started(SESSION, CONSENT.patient());

    @Test
    void keepsItsEventsAsTheyAre() {
        List<HandshakeEvent> events = new ArrayList<>(List.of(STARTED));
        Transition step =
                new Transition(
                        new Handshake.Abandoned(SESSION, OPENED),
                        Optional.empty(),
                        events,
                        Optional.empty());
        events.clear();

        assertThat(step.events()).containsExactly(STARTED);
    }

    @Test
    void spellsTheSameRenewalTheSameWayEveryTime() {
        Set<Part> backwards =
                new LinkedHashSet<>(List.of(Part.CONSENTED_ACTIONS, Part.PATIENT_ENDPOINT));
        HandshakeEvent.RelationshipRenewed renewed =
                new HandshakeEvent.RelationshipRenewed(FOUND, CONSENT.patient(), backwards);
        backwards.clear();

        assertThat(renewed.changed())
                .containsExactly(Part.PATIENT_ENDPOINT, Part.CONSENTED_ACTIONS)
                .isUnmodifiable();
    }
}
