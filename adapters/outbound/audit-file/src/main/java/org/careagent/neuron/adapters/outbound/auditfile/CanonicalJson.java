package org.careagent.neuron.adapters.outbound.auditfile;

import tools.jackson.databind.JsonNode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// The canonical form of RFC 8785: one spelling for each JSON value, for hashing.
///
/// Two values have the same bytes only if they are the same: what has no form of its own there (a
/// lone surrogate, an integer that a double cannot hold) is refused, not replaced by a neighbour.
final class CanonicalJson {
    // Beyond it, neighbours share a double (RFC 7493, section 2.2).
    private static final long GREATEST_EXACT_INTEGER = (1L << 53) - 1;

    private final StringBuilder text = new StringBuilder();

    private CanonicalJson() {}

    /// @throws IllegalArgumentException if `value` has no canonical form
    static byte[] encode(JsonNode value) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.write(value);
        try {
            ByteBuffer bytes =
                    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(canonical.text));
            byte[] encoded = new byte[bytes.remaining()];
            bytes.get(encoded);
            return encoded;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a lone surrogate has no canonical form", e);
        }
    }

    private void write(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value);
            case ARRAY -> writeArray(value);
            case STRING -> writeString(value.stringValue());
            case NUMBER -> writeNumber(value);
            case BOOLEAN -> text.append(value.booleanValue());
            case NULL -> text.append("null");
            case BINARY, MISSING, POJO ->
                    throw new IllegalArgumentException("not a JSON value: " + value.getNodeType());
        }
    }

    /// Members stand in the order of their UTF-16 code units (section 3.2.3), which is Java's own.
    private void writeObject(JsonNode object) {
        List<String> names = object.propertyNames().stream().sorted().toList();
        char separator = '{';
        for (String name : names) {
            text.append(separator);
            writeString(name);
            text.append(':');
            write(object.path(name));
            separator = ',';
        }
        text.append(names.isEmpty() ? "{}" : "}");
    }

    private void writeArray(JsonNode array) {
        text.append('[');
        for (Iterator<JsonNode> items = array.iterator(); items.hasNext(); ) {
            write(items.next());
            text.append(items.hasNext() ? "," : "");
        }
        text.append(']');
    }

    private void writeNumber(JsonNode number) {
        if (!number.isIntegralNumber()) {
            text.append(EcmaScriptNumber.of(number.doubleValue()));
        } else if (number.canConvertToLong() && isExact(number.longValue())) {
            text.append(number.longValue());
        } else {
            throw new IllegalArgumentException("an integer that a double cannot hold");
        }
    }

    private static boolean isExact(long integer) {
        return integer >= -GREATEST_EXACT_INTEGER && integer <= GREATEST_EXACT_INTEGER;
    }

    private void writeString(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            writeChar(value.charAt(i));
        }
        text.append('"');
    }

    /// Section 3.2.2.2: only what must be escaped is, in its shortest form.
    private void writeChar(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> text.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
        }
    }
}
