package org.careagent.neuron.adapters.outbound.auditfile;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an entry says, before it has its place in the chain.
///
/// @param action what was done
/// @param actor who did it, if it was anybody
/// @param details what else an auditor needs
record Entry(Action action, Optional<String> actor, Map<String, Detail> details) {
    // Instant's own text leaves out a fraction of zero; the log has always three digits.
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    Entry {
        details = Map.copyOf(details);
    }

    /// The entry next to `previous`, made at `now`; all but its `hash`.
    ObjectNode json(Link previous, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sequence", previous.sequence() + 1);
        json.put("timestamp", TIMESTAMP.format(now));
        json.put("category", action.category());
        json.put("action", action.spelling());
        actor.ifPresent(name -> json.put("actor", Detail.wellFormed(name)));
        ObjectNode members = json.putObject("details");
        details.forEach((name, detail) -> members.set(name, detail.json()));
        json.put("prev_hash", previous.hash());
        return json;
    }
}
