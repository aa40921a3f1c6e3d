package org.careagent.neuron.adapters.inbound.rest.http;

import java.util.ArrayList;
import java.util.List;

/// All that is wrong with one request.
final class Faults {
    private final List<Fault> faults = new ArrayList<>();

    void add(String path, String message) {
        faults.add(new Fault(path, message));
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }
}
