package org.careagent.neuron.adapters.outbound.auditfile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Which keys were given up, and when, as the log tells (`key.rotated`). A key is changed because
/// somebody else may have it: what it signed before stays good, what it signs from then on is not.
final class RetiredKeys {
    private static final byte[] BEGINNING =
            ("{\"action\":\"" + Action.KEY_ROTATED.spelling() + "\"")
                    .getBytes(StandardCharsets.UTF_8);

    /// @param sequence of the entry that says so
    /// @param successor the id of the key in its place
    private record Retirement(long sequence, String successor) {}

    private final Map<String, Retirement> retired = new HashMap<>();

    /// Takes note of `line`, the entry of that number, if it speaks of a change of the key.
    void look(byte[] line, long sequence) {
        if (Arrays.mismatch(line, BEGINNING) == BEGINNING.length) {
            JsonNode details = JsonMapper.shared().readTree(line).path("details");
            retired.put(
                    details.path(Entries.KEY_BEFORE).stringValue(""),
                    new Retirement(sequence, details.path(Entries.KEY_AFTER).stringValue("")));
        }
    }

    /// The entry with which the last of `signers` was given up, if a log of `size` entries was
    /// signed when none of them was a key of the Neuron any more; ids of keys.
    ///
    /// @param known the keys that are known: a change to one that is not may never have come about
    OptionalLong before(long size, Collection<String> signers, Set<String> known) {
        OptionalLong last = OptionalLong.empty();
        for (String signer : signers) {
            Retirement retirement = retired.get(signer);
            if (retirement == null
                    || retirement.sequence() >= size
                    || !known.contains(retirement.successor())) {
                return OptionalLong.empty();
            }
            last = OptionalLong.of(Math.max(last.orElse(0), retirement.sequence()));
        }
        return last;
    }
}
