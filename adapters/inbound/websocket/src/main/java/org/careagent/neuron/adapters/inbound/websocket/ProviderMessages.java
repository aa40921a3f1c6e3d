package org.careagent.neuron.adapters.inbound.websocket;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.adapters.shared.json.JsonReading;
import org.careagent.neuron.adapters.shared.json.Members;
import org.careagent.neuron.adapters.shared.json.StrictJson;
import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.application.introduction.ProviderMessage;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.entrance.ProviderChallenge;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/// What a provider's agent says, and what it is told (handshake protocol, section 6).
final class ProviderMessages {
    private ProviderMessages() {}

    /// What `text` says. Nobody is told what was wrong with it.
    static ProviderMessage read(String text) {
        return switch (StrictJson.read(text)) {
            case JsonReading.Refused _ -> new ProviderMessage.Unreadable();
            case JsonReading.Parsed(ObjectNode object) ->
                    read(new Members(object)).orElseGet(ProviderMessage.Unreadable::new);
        };
    }

    private static Optional<ProviderMessage> read(Members members) {
        return switch (text(members, "type").orElse("")) {
            case "provider.challenge_response" ->
                    text(members, "signed_nonce")
                            .flatMap(Base64Url::decode)
                            .map(Bytes::of)
                            .map(Signature::new)
                            .map(ProviderMessage.ChallengeResponse::new);
            case "introduction.ack" ->
                    text(members, "introduction_id")
                            .flatMap(IntroductionId::parse)
                            .map(ProviderMessage.Acknowledgement::new);
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(Members members, String name) {
        return members.text(name, "must be a string", Optional::of);
    }

    static String write(ProviderChallenge challenge) {
        return message("provider.challenge")
                .put("nonce", challenge.nonce().hex())
                .put("organization_npi", challenge.organization().digits())
                .toString();
    }

    static String write(Introduction introduction) {
        ObjectNode message = message("introduction");
        message.setAll(Rows.introduction(introduction));
        return message.toString();
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
