package org.careagent.neuron.domain.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import org.careagent.neuron.domain.identity.Bytes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The payload of a token under construction: the members by name, each value as raw JSON, so that
/// a test can spell what no JSON library would write.
public record ClaimsPayload(SequencedMap<String, String> members) {

    /// A well-formed payload in the protocol's own dialect.
    public static ClaimsPayload own() {
        return new ClaimsPayload(new LinkedHashMap<>())
                .with("patient_agent_id", quoted("zq7-patient"))
                .with("provider_npi", quoted("1234567893"))
                .with("consented_actions", "[\"zq7:read\",\"zq7:write\"]")
                .with("iat", "1767225600")
                .with("exp", "1767229200");
    }

    /// The same claims in the registry's dialect.
    public static ClaimsPayload registry() {
        return new ClaimsPayload(new LinkedHashMap<>())
                .with("patient_agent_id", quoted("zq7-patient"))
                .with("provider_npi", quoted("1234567893"))
                .with("scope", "[\"zq7:read\",\"zq7:write\"]")
                .with("issued_at", quoted("2026-01-01T00:00:00Z"))
                .with("expires_at", quoted("2026-01-01T01:00:00Z"));
    }

    /// A JSON string of `text`, which may hold escapes, but no quotation mark.
    public static String quoted(String text) {
        return '"' + text + '"';
    }

    /// With the member `name` set to `rawJson`.
    public ClaimsPayload with(String name, String rawJson) {
        SequencedMap<String, String> more = new LinkedHashMap<>(members);
        more.put(name, rawJson);
        return new ClaimsPayload(more);
    }

    /// Without the member `name`.
    public ClaimsPayload without(String name) {
        SequencedMap<String, String> fewer = new LinkedHashMap<>(members);
        fewer.remove(name);
        return new ClaimsPayload(fewer);
    }

    /// The JSON text.
    public String json() {
        return members.entrySet().stream()
                .map(ClaimsPayload::member)
                .collect(joining(",", "{", "}"));
    }

    /// The JSON text in UTF-8.
    public Bytes bytes() {
        return Bytes.of(json().getBytes(UTF_8));
    }

    private static String member(Map.Entry<String, String> member) {
        return quoted(member.getKey()) + ':' + member.getValue();
    }
}
