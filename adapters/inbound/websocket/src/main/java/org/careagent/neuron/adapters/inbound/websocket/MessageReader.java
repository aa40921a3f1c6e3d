package org.careagent.neuron.adapters.inbound.websocket;

import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.adapters.shared.json.JsonReading;
import org.careagent.neuron.adapters.shared.json.Members;
import org.careagent.neuron.adapters.shared.json.StrictJson;
import org.careagent.neuron.application.handshake.PatientMessage;
import org.careagent.neuron.domain.consent.ConsentToken;
import org.careagent.neuron.domain.consent.Presentation;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.function.Supplier;

/// Reads what a patient agent sends (handshake protocol, section 2). Whatever it is, the outcome is
/// a message; an unreadable one says all that is to mend, and nothing of what was in it.
final class MessageReader {
    private static final String BASE64URL = "must be a string in base64url (RFC 4648, section 5)";
    private static final String AGENT_ID =
            "must be a string of 1 to 256 characters, not all blank, without control or bidirectional-override"
                    + " characters";
    private static final String ENDPOINT =
            "must be an absolute wss:, ws:, https: or http: URI of at most 2048 characters, without"
                    + " user information or fragment";

    private MessageReader() {}

    static PatientMessage read(String text) {
        return switch (StrictJson.read(text)) {
            case JsonReading.Refused(var why) ->
                    new PatientMessage.Unreadable(
                            "The message must be one JSON object, but " + why.words() + ".");
            case JsonReading.Parsed(ObjectNode object) -> read(new Members(object));
        };
    }

    private static PatientMessage read(Members members) {
        Optional<String> type = members.text("type", "must be a string", Optional::of);
        return readable(members, () -> ofType(type.orElseThrow(), members));
    }

    private static PatientMessage ofType(String type, Members members) {
        return switch (type) {
            case "handshake.auth" -> auth(members);
            case "handshake.challenge_response" -> challengeResponse(members);
            default ->
                    new PatientMessage.Unreadable(
                            "type must be handshake.auth or handshake.challenge_response.");
        };
    }

    private static PatientMessage auth(Members members) {
        Optional<Bytes> payload = bytes(members, "consent_token_payload");
        Optional<Bytes> signature = bytes(members, "consent_token_signature");
        Optional<AgentId> patient = members.text("patient_agent_id", AGENT_ID, AgentId::parse);
        Optional<Bytes> key = bytes(members, "patient_public_key");
        Optional<AgentEndpoint> endpoint =
                members.text("patient_endpoint", ENDPOINT, AgentEndpoint::parse);
        return readable(
                members,
                () ->
                        new PatientMessage.Auth(
                                new Presentation(
                                        new ConsentToken(
                                                payload.orElseThrow(),
                                                new Signature(signature.orElseThrow())),
                                        patient.orElseThrow(),
                                        new PresentedKey(key.orElseThrow()),
                                        endpoint.orElseThrow())));
    }

    private static PatientMessage challengeResponse(Members members) {
        Optional<Bytes> signedNonce = bytes(members, "signed_nonce");
        return readable(
                members,
                () ->
                        new PatientMessage.ChallengeResponse(
                                new Signature(signedNonce.orElseThrow())));
    }

    private static PatientMessage readable(Members members, Supplier<PatientMessage> message) {
        return members.faults()
                .<PatientMessage>map(PatientMessage.Unreadable::new)
                .orElseGet(message);
    }

    private static Optional<Bytes> bytes(Members members, String name) {
        return members.text(name, BASE64URL, text -> Base64Url.decode(text).map(Bytes::of));
    }
}
