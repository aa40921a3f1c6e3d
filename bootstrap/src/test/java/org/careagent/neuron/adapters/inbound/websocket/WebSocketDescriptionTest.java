package org.careagent.neuron.adapters.inbound.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.adapters.inbound.rest.routes.DescriptionRoutes;
import org.careagent.neuron.application.handshake.PatientMessage;
import org.careagent.neuron.application.introduction.ProviderMessage;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.entrance.ProviderChallenge;
import org.careagent.neuron.domain.handshake.ErrorCode;
import org.careagent.neuron.domain.handshake.Nonce;
import org.careagent.neuron.domain.handshake.Refusal;
import org.careagent.neuron.domain.handshake.RelationshipOrigin;
import org.careagent.neuron.domain.handshake.Reply;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `GET /asyncapi.json` against what reads and writes the messages, which is why this is in their
/// package.
final class WebSocketDescriptionTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNode DESCRIPTION = served();
    private static final Npi PROVIDER = new Npi("1245319599");

    private static JsonNode served() {
        return new DescriptionRoutes("1.2.3", "/ws/elsewhere")
                .routes().stream()
                        .filter(route -> route.path().equals("/asyncapi.json"))
                        .map(PublicRoute.Fixed.class::cast)
                        .map(route -> JSON.readTree(route.document().content().toArray()))
                        .findFirst()
                        .orElseThrow();
    }

    private static Stream<JsonNode> messagesOf(String operation) {
        return DESCRIPTION
                .at("/operations/" + operation + "/messages")
                .valueStream()
                .map(WebSocketDescriptionTest::resolved);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(DESCRIPTION.at(node.path("$ref").stringValue().substring(1)))
                : node;
    }

    private static Stream<JsonNode> examplesOf(Stream<JsonNode> messages) {
        return messages.flatMap(message -> message.path("examples").valueStream())
                .map(example -> example.path("payload"));
    }

    static Stream<JsonNode> messages() {
        return DESCRIPTION.at("/components/messages").valueStream();
    }

    @Test
    void isOfThisNeuron() {
        assertThat(DESCRIPTION.path("asyncapi").stringValue()).isEqualTo("3.0.0");
        assertThat(DESCRIPTION.at("/info/version").stringValue()).isEqualTo("1.2.3");
        assertThat(DESCRIPTION.at("/channels/handshake/address").stringValue())
                .isEqualTo("/ws/elsewhere");
    }

    private static Schema rules(JsonNode message) {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemaRegistryConfig(
                                        SchemaRegistryConfig.builder()
                                                .formatAssertionsEnabled(true)
                                                .build()))
                .getSchema(message.path("payload"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageHasExamplesThatKeepItsRules(JsonNode message) {
        var schema = rules(message);

        assertThat(examplesOf(Stream.of(message)))
                .isNotEmpty()
                .allSatisfy(example -> {
                    assertThat(schema.validate(example)).extracting(Error::toString).isEmpty();
                    assertThat(example.path("type")).isEqualTo(message.path("name"));
                });
        assertThat(schema.validate(JSON.createObjectNode())).isNotEmpty();
    }

    @Test
    void everyMessageIsSaidBySomebody() {
        assertThat(
                        DESCRIPTION.path("operations").propertyNames().stream()
                                .flatMap(WebSocketDescriptionTest::messagesOf))
                .containsExactlyInAnyOrderElementsOf(messages().toList());
    }

    @Test
    void theNeuronReadsWhatPatientsAgentsAreToSay() {
        List<Class<?>> readable =
                Arrays.stream(PatientMessage.class.getPermittedSubclasses())
                        .filter(it -> it != PatientMessage.Unreadable.class)
                        .toList();

        assertThat(messagesOf("receiveHandshake")).hasSameSizeAs(readable);
        assertThat(
                        examplesOf(messagesOf("receiveHandshake"))
                                .<Class<?>>map(example ->
                                        MessageReader.read(example.toString()).getClass())
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(readable);
    }

    @Test
    void theNeuronWritesWhatPatientsAgentsAreToHear() {
        byte[] nonce =
                HexFormat.of()
                        .parseHex(
                                "223f0c4f9d1b6e7a5c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b");

        assertThat(examplesOf(messagesOf("sendHandshake")).map(JsonNode::toString))
                .containsExactly(
                        MessageWriter.write(
                                new Reply.Challenge(
                                        new Nonce(Bytes.of(nonce)),
                                        PROVIDER,
                                        new Npi("1234567893"))),
                        MessageWriter.write(complete(RelationshipOrigin.NEW)),
                        MessageWriter.write(complete(RelationshipOrigin.EXISTING)),
                        MessageWriter.write(WireRefusal.of(new Refusal.ServerFault())));
        assertThat(messagesOf("sendHandshake"))
                .hasSize(
                        (int)
                                Arrays.stream(MessageWriter.class.getDeclaredMethods())
                                        .filter(it -> it.getName().equals("write"))
                                        .count());
    }

    private static Reply.Complete complete(RelationshipOrigin origin) {
        return new Reply.Complete(
                new RelationshipId(UUID.fromString("42c7549c-9ec9-4af8-a15f-d37078b8e2c7")),
                new AgentEndpoint("wss://provider.example/agent"),
                origin);
    }

    @Test
    void theNeuronReadsWhatProvidersAgentsAreToSay() {
        List<Class<?>> readable =
                Arrays.stream(ProviderMessage.class.getPermittedSubclasses())
                        .filter(it -> it != ProviderMessage.Unreadable.class)
                        .toList();

        assertThat(messagesOf("receiveProvider")).hasSameSizeAs(readable);
        assertThat(
                        examplesOf(messagesOf("receiveProvider"))
                                .<Class<?>>map(example ->
                                        ProviderMessages.read(example.toString()).getClass())
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(readable);
    }

    @Test
    void theNeuronWritesWhatProvidersAgentsAreToHear() {
        List<String> written =
                List.of(
                        ProviderMessages.write(
                                new ProviderChallenge(
                                        new Npi("1234567893"),
                                        PROVIDER,
                                        new Nonce(Bytes.of(new byte[32])))),
                        ProviderMessages.write(introduction(Introduction.Occasion.NEW)),
                        ProviderMessages.write(introduction(Introduction.Occasion.EXISTING)));

        assertThat(written).allSatisfy(text -> assertDescribed("sendProvider", text));
        assertThat(written.stream().map(WebSocketDescriptionTest::type).distinct())
                .containsExactlyElementsOf(
                        messagesOf("sendProvider")
                                .map(message -> message.path("name").stringValue())
                                .toList());
        assertThat(messagesOf("sendProvider"))
                .hasSize(
                        (int)
                                Arrays.stream(ProviderMessages.class.getDeclaredMethods())
                                        .filter(it -> it.getName().equals("write"))
                                        .count());
    }

    private static Introduction introduction(Introduction.Occasion occasion) {
        Introduction founding =
                Samples.establish(
                                Samples.relationship(Samples.patient(1), PROVIDER), Samples.key(1))
                        .introduced()
                        .orElseThrow();
        return new Introduction(founding.id(), founding.relationship(), founding.key(), occasion);
    }

    private static String type(String text) {
        return JSON.readTree(text).path("type").stringValue();
    }

    // What is written has every member that is described, and no other.
    private static void assertDescribed(String operation, String text) {
        JsonNode message =
                messagesOf(operation)
                        .filter(it -> it.path("name").stringValue().equals(type(text)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nobody describes " + text));

        assertThat(rules(message).validate(JSON.readTree(text)))
                .extracting(Error::toString)
                .isEmpty();
        assertThat(JSON.readTree(text).propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        message.at("/payload/properties").propertyNames());
    }

    @Test
    void namesEveryCodeOfAnError() {
        assertThat(
                        DESCRIPTION
                                .at("/components/messages/handshakeError/payload/properties/code")
                                .path("enum")
                                .valueStream()
                                .map(JsonNode::stringValue))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    }
}
