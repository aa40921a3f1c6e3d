package org.careagent.neuron.adapters.outbound.auditfile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A member of an entry's `details`.
sealed interface Detail {
    /// A name or a word.
    record Text(String value) implements Detail {}

    /// Names or words, in their order.
    record Texts(List<String> values) implements Detail {
        /// Keeps the values as they are now.
        public Texts {
            values = List.copyOf(values);
        }
    }

    /// How many there were.
    record Count(long value) implements Detail {}

    /// The detail as it goes into the entry.
    default JsonNode json() {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        return switch (this) {
            case Text(String value) -> factory.stringNode(wellFormed(value));
            case Texts(List<String> values) ->
                    factory.arrayNode()
                            .addAll(
                                    values.stream()
                                            .map(value -> factory.stringNode(wellFormed(value)))
                                            .toList());
            case Count(long value) -> factory.numberNode(value);
        };
    }

    /// Puts `?` for lone surrogates, which UTF-8 and so the canonical form cannot spell. The domain
    /// lets none through; if one came all the same, the entry should not be lost for it.
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
