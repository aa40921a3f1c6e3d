package org.careagent.neuron.adapters.shared.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A JSON object as it grows token by token, until one breaks a rule. It keeps its own stack, so
/// that no nesting exhausts the thread's.
final class StrictTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_LONG = Long.toString(Long.MIN_VALUE).length();

    private final ObjectNode root = NODES.objectNode();
    private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
    private String member = "";

    StrictTree() {
        open.push(root);
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    ObjectNode root() {
        return root;
    }

    /// Adds what this token says.
    ///
    /// @return the rule that this token breaks, empty if it keeps them all
    Optional<Malformation> grow(JsonToken token, JsonParser parser) {
        return switch (token) {
            case START_OBJECT -> open(NODES.objectNode());
            case START_ARRAY -> open(NODES.arrayNode());
            case END_OBJECT, END_ARRAY -> close();
            case PROPERTY_NAME -> name(parser.currentName());
            case VALUE_STRING -> string(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser.getString());
            case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
            case VALUE_TRUE -> add(NODES.booleanNode(true));
            case VALUE_FALSE -> add(NODES.booleanNode(false));
            case VALUE_NULL -> add(NODES.nullNode());
            // Tokens of other formats and of parsers that do not wait for input.
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> Optional.of(Malformation.NOT_JSON);
        };
    }

    private Optional<Malformation> open(ContainerNode<?> container) {
        if (open.size() == StrictJson.MAX_DEPTH) {
            return Optional.of(Malformation.TOO_DEEP);
        }
        Optional<Malformation> wrong = add(container);
        open.push(container);
        return wrong;
    }

    private Optional<Malformation> close() {
        open.pop();
        return Optional.empty();
    }

    /// Jackson 3.2 refuses lone surrogates in names itself, as no JSON, but promises it nowhere.
    private Optional<Malformation> name(String name) {
        if (Surrogates.anyAlone(name)) {
            return Optional.of(Malformation.LONE_SURROGATE);
        }
        if (open.getFirst().has(name)) {
            return Optional.of(Malformation.DUPLICATE_MEMBER);
        }
        member = name;
        return Optional.empty();
    }

    private Optional<Malformation> string(String text) {
        return Surrogates.anyAlone(text)
                ? Optional.of(Malformation.LONE_SURROGATE)
                : add(NODES.stringNode(text));
    }

    /// The length first: making a number of 60,000 digits takes quadratic time.
    private Optional<Malformation> integer(String digits) {
        if (digits.length() > LONGEST_LONG) {
            return Optional.of(Malformation.NUMBER_OUT_OF_RANGE);
        }
        BigInteger number = new BigInteger(digits);
        return number.bitLength() < Long.SIZE
                ? add(NODES.numberNode(number.longValueExact()))
                : Optional.of(Malformation.NUMBER_OUT_OF_RANGE);
    }

    /// A double, whatever its exponent: a BigDecimal of `1e999999999` would be expanded by whoever
    /// asks it for its digits.
    private Optional<Malformation> decimal(String digits) {
        double number = Double.parseDouble(digits);
        return Double.isFinite(number)
                ? add(NODES.numberNode(number))
                : Optional.of(Malformation.NUMBER_OUT_OF_RANGE);
    }

    private Optional<Malformation> add(JsonNode value) {
        // What is open is one or the other.
        if (open.getFirst() instanceof ArrayNode array) {
            array.add(value);
        } else if (open.getFirst() instanceof ObjectNode object) {
            object.set(member, value);
        }
        return Optional.empty();
    }
}
