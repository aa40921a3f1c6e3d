package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads the Neuron's messages, and is strict: a tool for developers that lets things pass would
/// hide what other agents stumble over.
final class NeuronMessageReader {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UUID_FORM =
            Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern STATUS = Pattern.compile("new|existing");

    private NeuronMessageReader() {}

    static NeuronMessage read(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.isMissingNode()) {
                return notJson();
            }
            return message.isObject()
                    ? read(message)
                    : new NeuronMessage.Malformed("a message that is not a JSON object");
        } catch (JacksonException _) {
            return notJson();
        } catch (MemberException e) {
            return new NeuronMessage.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static NeuronMessage notJson() {
        return new NeuronMessage.Malformed("a message that is not valid JSON");
    }

    private static NeuronMessage read(JsonNode message) {
        String type = message.path("type").isString() ? message.path("type").asString() : "";
        return switch (type) {
            case "handshake.challenge" -> challenge(message);
            case "handshake.complete" -> complete(message);
            case "handshake.error" ->
                    new NeuronMessage.Failure(
                            VisibleText.phrase(text(message, "code")),
                            VisibleText.phrase(text(message, "message")));
            default ->
                    new NeuronMessage.Malformed(
                            type.isEmpty()
                                    ? "a message without type"
                                    : "a message of unknown type " + VisibleText.phrase(type));
        };
    }

    private static NeuronMessage challenge(JsonNode message) {
        return new NeuronMessage.Challenge(
                Bytes.of(
                        HexFormat.of()
                                .parseHex(
                                        matching(
                                                message,
                                                "nonce",
                                                NONCE,
                                                "64 lower-case hex digits"))),
                member(message, "provider_npi", "an NPI", Npi::parse),
                member(message, "organization_npi", "an NPI", Npi::parse));
    }

    private static NeuronMessage complete(JsonNode message) {
        return new NeuronMessage.Complete(
                UUID.fromString(matching(message, "relationship_id", UUID_FORM, "a UUID")),
                member(
                        message,
                        "provider_endpoint",
                        "an absolute wss:, ws:, https: or http: URI",
                        AgentEndpoint::parse),
                matching(message, "status", STATUS, "new or existing").equals("new"));
    }

    private static String matching(JsonNode message, String name, Pattern form, String rule) {
        return member(
                message,
                name,
                rule,
                text -> Optional.of(text).filter(it -> form.matcher(it).matches()));
    }

    private static <T> T member(
            JsonNode message, String name, String rule, Function<String, Optional<T>> parser) {
        return parser.apply(text(message, name))
                .orElseThrow(() -> new MemberException(message, name + " that is not " + rule));
    }

    private static String text(JsonNode message, String name) {
        JsonNode member = message.path(name);
        if (!member.isString()) {
            throw new MemberException(
                    message, member.isMissingNode() ? "no " + name : name + " that is no string");
        }
        return member.asString();
    }

    /// A member is not as it must be; does not leave this class.
    private static final class MemberException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MemberException(JsonNode message, String what) {
            super(message.path("type").asString() + " with " + what);
        }
    }
}
