package org.careagent.neuron.adapters.shared.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads one JSON object (RFC 8259) from strangers, with the rules of the handshake protocol,
/// section 3: no duplicate member names, no number out of range, no nesting deeper than 64, nothing
/// after the object but white space, no lone surrogates.
///
/// Any input gives a value, never an exception, in time and memory linear in its length. How long
/// it may be is the caller's business.
public final class StrictJson {
    /// How deep objects and arrays may be nested, the outermost object counted.
    public static final int MAX_DEPTH = 64;

    // Jackson's own limits would end in an exception that does not say which rule was broken. The
    // rules are checked on its tokens instead; the input's length bounds all that is switched off.
    private static final StreamReadConstraints NONE =
            StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build();

    // Strangers' member names stay out of tables that outlive the message.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(NONE)
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .build();

    private StrictJson() {}

    /// Reads UTF-8, and nothing else: Jackson, given bytes, would also take UTF-16 and UTF-32.
    public static JsonReading read(byte[] utf8) {
        try {
            // A new decoder reports what is malformed; the constructor of String would mend it.
            return read(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException _) {
            return new JsonReading.Refused(Malformation.NOT_UTF8);
        }
    }

    /// Reads text that was decoded already. A byte order mark is not JSON.
    public static JsonReading read(String text) {
        if (Surrogates.anyAlone(text)) {
            return new JsonReading.Refused(Malformation.LONE_SURROGATE);
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return read(parser);
        } catch (JacksonException _) {
            return new JsonReading.Refused(Malformation.NOT_JSON);
        }
    }

    private static JsonReading read(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            return new JsonReading.Refused(
                    first == null ? Malformation.NOT_JSON : Malformation.NOT_AN_OBJECT);
        }
        StrictTree tree = new StrictTree();
        while (tree.isOpen()) {
            Optional<Malformation> wrong = tree.grow(parser.nextToken(), parser);
            if (wrong.isPresent()) {
                return new JsonReading.Refused(wrong.get());
            }
        }
        return endsHere(parser)
                ? new JsonReading.Parsed(tree.root())
                : new JsonReading.Refused(Malformation.TRAILING_DATA);
    }

    private static boolean endsHere(JsonParser parser) {
        try {
            return parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }
}
