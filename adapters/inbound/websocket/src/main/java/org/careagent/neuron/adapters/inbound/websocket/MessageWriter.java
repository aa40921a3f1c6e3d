package org.careagent.neuron.adapters.inbound.websocket;

import org.careagent.neuron.domain.handshake.Reply;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/// Writes what a patient agent is told (handshake protocol, section 2).
final class MessageWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private MessageWriter() {}

    static String write(Reply.Challenge challenge) {
        return message("handshake.challenge")
                .put("nonce", challenge.nonce().hex())
                .put("provider_npi", challenge.provider().digits())
                .put("organization_npi", challenge.organization().digits())
                .toString();
    }

    static String write(Reply.Complete complete) {
        return message("handshake.complete")
                .put("relationship_id", complete.relationship().toString())
                .put("provider_endpoint", complete.providerAddress().uri())
                .put("status", complete.status().name().toLowerCase(Locale.ROOT))
                .toString();
    }

    static String write(WireRefusal refusal) {
        return message("handshake.error")
                .put("code", refusal.code().name())
                .put("message", refusal.message())
                .toString();
    }

    private static ObjectNode message(String type) {
        return JSON.createObjectNode().put("type", type);
    }
}
