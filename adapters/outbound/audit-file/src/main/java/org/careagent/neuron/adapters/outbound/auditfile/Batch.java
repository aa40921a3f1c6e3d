package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;

/// Entries that have their place in the chain and only have to be written.
///
/// @param lines as they go into the file
/// @param last the end of the chain once they are there
record Batch(Bytes lines, Link last) {
    /// Links `entries` to `previous`, in their order.
    static Batch of(List<Body> entries, Link previous, Instant now) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        String timestamp = Timestamps.of(now);
        Link last = previous;
        for (Body entry : entries) {
            Line line = Line.after(last, entry, timestamp);
            lines.writeBytes(line.bytes());
            lines.write('\n');
            last = line.link();
        }
        return new Batch(Bytes.of(lines.toByteArray()), last);
    }
}
