package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which relationships patients were told of, and which introductions the providers got.
final class Delivery {
    private final Map<String, String> providerOf = new HashMap<>();
    private final Map<String, Introduction> heard = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private int again;

    /// @param relationshipId what it is about
    /// @param npi to whom it came
    private record Introduction(String relationshipId, String npi) {}

    /// A patient was told of a relationship with `npi`.
    synchronized void told(String relationshipId, String npi) {
        var _ = providerOf.put(relationshipId, npi);
    }

    /// An introduction came to `npi`.
    ///
    /// @return its id
    synchronized String hear(String npi, String message) {
        String id = Json.member(message, "introduction_id");
        Introduction now = new Introduction(Json.member(message, "relationship_id"), npi);
        Introduction before = heard.putIfAbsent(id, now);
        if (before != null && !before.equals(now)) {
            faults.add("one introduction for two: " + id);
        }
        again += before == null ? 0 : 1;
        return id;
    }

    /// Its provider has acknowledged it; whether that arrives is not said.
    synchronized void acknowledge(String id) {
        var _ = acknowledged.add(id);
    }

    synchronized int patients() {
        return providerOf.size();
    }

    synchronized int introductions() {
        return heard.size();
    }

    synchronized int heardAgain() {
        return again;
    }

    /// Whether each patient's provider has heard of it and has said so.
    synchronized boolean isComplete() {
        return missing().isEmpty() && acknowledged.size() == heard.size();
    }

    /// What is not as it should be.
    synchronized List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        missing().forEach(id -> all.add("its provider never heard of " + id));
        heard.forEach((id, introduction) -> {
            String rightful = providerOf.get(introduction.relationshipId);
            if (rightful != null && !rightful.equals(introduction.npi)) {
                all.add("for a stranger: " + id);
            }
            if (!acknowledged.contains(id)) {
                all.add("never acknowledged: " + id);
            }
        });
        return all;
    }

    private Set<String> missing() {
        Set<String> missing = new HashSet<>(providerOf.keySet());
        heard.values().forEach(introduction -> missing.remove(introduction.relationshipId));
        return missing;
    }
}
