package org.careagent.neuron.bootstrap.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/// JSON for tests.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /// `members` as a JSON object.
    public static String write(Map<String, ?> members) {
        return MAPPER.writeValueAsString(members);
    }

    /// The members of a JSON object of strings.
    public static Map<String, String> read(String json) {
        Map<String, String> members = new LinkedHashMap<>();
        JsonNode object = MAPPER.readTree(json);
        object.properties()
                .forEach(member -> members.put(member.getKey(), member.getValue().asString()));
        return members;
    }
}
