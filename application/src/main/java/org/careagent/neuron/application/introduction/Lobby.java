package org.careagent.neuron.application.introduction;

import org.careagent.neuron.application.admission.SourceAddress;

import java.util.HashMap;
import java.util.Map;

/// Those who have proved nothing yet. They are few at a time, and fewer of one address.
final class Lobby {
    private final int most;
    private final int mostOfOne;
    private final Map<SourceAddress, Integer> present = new HashMap<>();
    private int all;

    Lobby(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /// Whether there is room for one more from `source`; if so it has a place until it [#leave]s.
    synchronized boolean enter(SourceAddress source) {
        int own = present.getOrDefault(source, 0);
        boolean room = all < most && own < mostOfOne;
        if (room) {
            present.put(source, own + 1);
            all++;
        }
        return room;
    }

    synchronized void leave(SourceAddress source) {
        int own = present.getOrDefault(source, 0);
        if (own > 1) {
            present.put(source, own - 1);
        } else {
            present.remove(source);
        }
        all--;
    }
}
