package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;

/// Entries that have their place in the chain and only have to be written.
///
/// @param lines as they go into the file
/// @param last the end of the chain once they are there
record Batch(Bytes lines, Link last) {
    /// Links `entries` to `previous`, in their order.
    static Batch of(List<Entry> entries, Link previous, Instant now) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Link last = previous;
        for (Entry entry : entries) {
            ObjectNode json = entry.json(last, now);
            last = new Link(last.sequence() + 1, EntryHash.of(json));
            json.put("hash", last.hash());
            lines.writeBytes(CanonicalJson.encode(json));
            lines.write('\n');
        }
        return new Batch(Bytes.of(lines.toByteArray()), last);
    }
}
