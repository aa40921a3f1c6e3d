package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.domain.identity.Bytes;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Whether a line of the file is an entry that the chain can go on from.
sealed interface LineCheck {
    /// It is.
    ///
    /// @param line taken apart
    record Holds(Line line) implements LineCheck {
        /// The end of the chain, if it ends here.
        Link link() {
            return line.link();
        }

        @Override
        public LineCheck after(Optional<Link> previous) {
            return previous.<LineCheck>flatMap(this::faultAfter).orElse(this);
        }

        private Optional<Fails> faultAfter(Link previous) {
            if (link().sequence() != previous.sequence() + 1) {
                return Optional.of(
                        new Fails(
                                "its number is "
                                        + link().sequence()
                                        + " where "
                                        + (previous.sequence() + 1)
                                        + " should follow"));
            }
            return line.previousHash().equals(previous.hash())
                    ? Optional.empty()
                    : Optional.of(new Fails("it is not linked to the entry before it"));
        }
    }

    /// It is not.
    ///
    /// @param why plain words for the operator, without any text from the line
    record Fails(String why) implements LineCheck {
        @Override
        public LineCheck after(Optional<Link> previous) {
            return this;
        }
    }

    /// The same, if the line is the one to come after `previous`; nothing more is asked where that
    /// is not known.
    LineCheck after(Optional<Link> previous);

    /// Checks one line, without its `\n`.
    static LineCheck of(Bytes line) {
        return Reader.check(line.toArray());
    }

    /// How a line is checked.
    final class Reader {
        private static final JsonMapper MAPPER = JsonMapper.shared();
        private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
        private static final Set<String> CATEGORIES =
                Set.of(
                        "admin",
                        "api_access",
                        "connection",
                        "consent",
                        "registration",
                        "termination");
        private static final Set<String> MEMBERS =
                Set.of(
                        "action",
                        "actor",
                        "category",
                        "details",
                        "hash",
                        "prev_hash",
                        "sequence",
                        "timestamp");

        private Reader() {}

        private static LineCheck check(byte[] line) {
            try {
                return MAPPER.readTree(line) instanceof ObjectNode entry
                        ? check(entry, line)
                        : new Fails("it is not a JSON object");
            } catch (JacksonException _) {
                return new Fails("it is not JSON");
            } catch (IllegalArgumentException _) {
                return new Fails("it holds what has no canonical form");
            }
        }

        // Being the canonical form of what was read, it hides nothing that the reader overlooked:
        // a member given twice, say.
        private static LineCheck check(ObjectNode entry, byte[] line) {
            if (!Arrays.equals(CanonicalJson.encode(entry), line)) {
                return new Fails("it is not in canonical form");
            }
            if (!isEntry(entry)) {
                return new Fails("a member is missing, or not of its form");
            }
            return Line.read(line)
                    .<LineCheck>map(Holds::new)
                    .orElseGet(() -> new Fails("its hash is not that of its content"));
        }

        private static boolean isEntry(ObjectNode entry) {
            JsonNode sequence = entry.path("sequence");
            return sequence.isIntegralNumber()
                    && sequence.longValue() >= 1
                    && MEMBERS.containsAll(entry.propertyNames())
                    && entry.path("action").isString()
                    && CATEGORIES.contains(entry.path("category").stringValue(""))
                    && isMissingOr(entry.path("actor"), JsonNode::isString)
                    && isMissingOr(entry.path("details"), JsonNode::isObject)
                    && Timestamps.isOne(entry.path("timestamp").stringValue(""))
                    && matches(entry.path("prev_hash"), HASH)
                    && matches(entry.path("hash"), HASH);
        }

        private static boolean isMissingOr(JsonNode member, Predicate<JsonNode> form) {
            return member.isMissingNode() || form.test(member);
        }

        private static boolean matches(JsonNode value, Pattern form) {
            return value.isString() && form.matcher(value.stringValue()).matches();
        }
    }
}
