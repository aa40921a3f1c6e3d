package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.AuditNote;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What an entry says, before it has its place in the chain.
///
/// @param action what was done
/// @param actor who did it, if it was anybody
/// @param details what else an auditor needs
record Entry(Action action, Optional<String> actor, Map<String, Detail> details) {
    Entry {
        details = Map.copyOf(details);
    }

    /// The same as a note: the entry in canonical form, but for its place.
    AuditNote note() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("category", action.category());
        json.put("action", action.spelling());
        actor.ifPresent(name -> json.put("actor", Detail.wellFormed(name)));
        ObjectNode members = json.putObject("details");
        details.forEach((name, detail) -> members.set(name, detail.json()));
        return new AuditNote(new String(CanonicalJson.encode(json), StandardCharsets.UTF_8));
    }
}
