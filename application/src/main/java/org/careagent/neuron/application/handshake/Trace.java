package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.domain.handshake.HandshakeEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What one handshake leaves in the audit trail. Of an address that floods the Neuron, what begins
/// is held back until it completes, and what is refused is only counted. Used by one thread at a
/// time.
final class Trace {
    private final Floods floods;
    private final String address;
    private final List<HandshakeEvent> heldBack = new ArrayList<>();
    private boolean taken;

    Trace(Floods floods, String address) {
        this.floods = floods;
        this.address = address;
    }

    /// What of `events` is to be recorded now.
    List<HandshakeEvent> toRecord(List<HandshakeEvent> events) {
        if (events.stream().anyMatch(HandshakeEvent.Completed.class::isInstance)) {
            return Stream.concat(heldBack.stream(), events.stream()).toList();
        }
        if (!events.isEmpty() && !taken) {
            taken = floods.take(address);
        }
        return taken ? events : holdBack(events);
    }

    private List<HandshakeEvent> holdBack(List<HandshakeEvent> events) {
        for (HandshakeEvent event : events) {
            if (event instanceof HandshakeEvent.Started) {
                heldBack.add(event);
            } else {
                floods.count(address);
            }
        }
        return List.of();
    }

    /// The handshake has completed.
    void completed() {
        if (taken) {
            floods.giveBack(address);
        }
        taken = false;
        heldBack.clear();
    }
}
