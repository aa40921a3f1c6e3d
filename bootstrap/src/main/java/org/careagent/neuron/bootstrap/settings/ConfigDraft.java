package org.careagent.neuron.bootstrap.settings;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A configuration to begin with: what an organisation says of itself, and, as comments, what the
/// keys most used are for. The comments are the catalogue's.
///
/// @param values what is set, by key, each within its key's rule; every other key is preset
public record ConfigDraft(Map<Key<?>, String> values) {
    private static final int WIDTH = 78;

    private static final List<Key<?>> MOST_USED =
            List.of(
                    Keys.ORGANIZATION_NPI,
                    Keys.ORGANIZATION_NAME,
                    Keys.ORGANIZATION_TYPE,
                    Keys.SERVER_HOST,
                    Keys.SERVER_PORT,
                    Keys.MAX_CONCURRENT_HANDSHAKES,
                    Keys.ALLOWED_ORIGINS,
                    Keys.STORAGE_PATH,
                    Keys.AUDIT_PATH,
                    Keys.AXON_ENDPOINT_URL);

    private static final String HEAD =
            """
            # The configuration of this Neuron. It is read once, at start: after a change,
            # stop the Neuron and start it again.
            #
            # What follows a # is a comment. A setting in a comment shows what holds without
            # it, or an example; to set it, take away the # and the one blank after it, and
            # change the value. The blanks at the beginning of a line matter: keep them.
            #
            # A path that does not begin with / is meant from the folder that the Neuron is
            # started in. All settings: docs/CONFIGURATION.md
            """;

    /// Keeps the values as they are now.
    ///
    /// @throws IllegalArgumentException if one is of a key that is not written
    public ConfigDraft {
        values = Map.copyOf(values);
        if (!MOST_USED.containsAll(values.keySet())) {
            throw new IllegalArgumentException("not written: " + values.keySet());
        }
    }

    /// What to write to `file`: JSON, which knows no comments, or YAML.
    public String textFor(Path file) {
        return ConfigFile.isJson(file) ? json() : yaml();
    }

    private String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Key<?> key : MOST_USED) {
            if (values.containsKey(key)) {
                ObjectNode section = root.withObjectProperty(key.section());
                String value = values.getOrDefault(key, "");
                if (isNumber(key)) {
                    section.put(
                            leaf(key),
                            Rules.wholeNumber(value, 0, Integer.MAX_VALUE).orElseThrow());
                } else {
                    section.put(leaf(key), value);
                }
            }
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder(HEAD);
        String section = "";
        for (Key<?> key : MOST_USED) {
            if (!key.section().equals(section)) {
                section = key.section();
                yaml.append('\n').append(section).append(":\n");
            }
            comment(key, yaml);
            yaml.append(values.containsKey(key) ? "  " : "  # ").append(leaf(key)).append(": ");
            yaml.append(spelled(key, values.getOrDefault(key, example(key)))).append('\n');
        }
        return yaml.toString();
    }

    private static void comment(Key<?> key, StringBuilder yaml) {
        String rule = key.rule().text();
        String text = key.meaning().replace("`", "") + " M" + rule.substring(1) + ".";
        String line = "  #";
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                yaml.append(line).append('\n');
                line = "  #";
            }
            line += " " + word;
        }
        yaml.append(line).append('\n');
    }

    private static String example(Key<?> key) {
        return key.equals(Keys.AXON_ENDPOINT_URL)
                ? "https://neuron.clinic.example"
                : key.presetText();
    }

    private static String spelled(Key<?> key, String value) {
        return switch (key.rule().form()) {
            case LIST ->
                    key.rule().split(value).stream()
                            .map(ConfigDraft::quoted)
                            .collect(Collectors.joining(", ", "[", "]"));
            case SINGLE, SECRET -> isNumber(key) ? value : quoted(value);
        };
    }

    private static boolean isNumber(Key<?> key) {
        return key.rule().type().equals("int");
    }

    // In double quotes YAML takes nothing for anything else than it is, and knows JSON's escapes.
    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }

    private static String leaf(Key<?> key) {
        return key.path().substring(key.section().length() + 1);
    }
}
