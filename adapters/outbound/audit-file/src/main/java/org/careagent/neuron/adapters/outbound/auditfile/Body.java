package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.domain.identity.Bytes;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// What an entry says, as it stands in its line: all members of a note, which in canonical form
/// come before those of its place ([Line]).
///
/// @param text without the `}` at the end
record Body(Bytes text) {
    private static final Set<String> REQUIRED = Set.of("action", "category");
    private static final Set<String> ALLOWED = Set.of("action", "actor", "category", "details");

    // Room for the members of its place.
    private static final int LONGEST = Tail.LONGEST - 512;

    /// The body of an entry that `note` is to become.
    ///
    /// @throws IllegalArgumentException if it is no note of an audit file; the message quotes
    ///   nothing from it
    static Body of(AuditNote note) {
        byte[] bytes = note.text().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("a note is longer than any entry");
        }
        if (!isNote(bytes)) {
            throw new IllegalArgumentException("a note is not one of an audit file");
        }
        return new Body(Bytes.of(Arrays.copyOf(bytes, bytes.length - 1)));
    }

    /// The note that this was.
    AuditNote note() {
        return new AuditNote(new String(text.toArray(), StandardCharsets.UTF_8) + "}");
    }

    private static boolean isNote(byte[] bytes) {
        try {
            return JsonMapper.shared().readTree(bytes) instanceof ObjectNode json
                    && hasItsMembers(json)
                    && Arrays.equals(CanonicalJson.encode(json), bytes);
        } catch (JacksonException | IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean hasItsMembers(ObjectNode json) {
        Set<String> names = new HashSet<>(json.propertyNames());
        return ALLOWED.containsAll(names)
                && names.containsAll(REQUIRED)
                && REQUIRED.stream().allMatch(name -> json.path(name).isString())
                && isMissingOr(json.path("actor"), json.path("actor").isString())
                && isMissingOr(json.path("details"), json.path("details").isObject());
    }

    private static boolean isMissingOr(JsonNode member, boolean fits) {
        return member.isMissingNode() || fits;
    }
}
