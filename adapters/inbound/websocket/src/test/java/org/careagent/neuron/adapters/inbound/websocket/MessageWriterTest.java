package org.careagent.neuron.adapters.inbound.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.domain.handshake.ErrorCode;
import org.careagent.neuron.domain.handshake.Nonce;
import org.careagent.neuron.domain.handshake.RelationshipOrigin;
import org.careagent.neuron.domain.handshake.Reply;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;

/// Byte for byte what goes over the wire (handshake protocol, section 2).
final class MessageWriterTest {
    private static final Npi PROVIDER = new Npi("1245319599");
    private static final Npi ORGANIZATION = new Npi("1234567893");

    @Test
    void writesTheChallengeWithItsNonceIn64LowerCaseHexDigits() {
        byte[] nonce = new byte[Nonce.LENGTH];
        nonce[0] = (byte) 0xAB;
        nonce[Nonce.LENGTH - 1] = 0x0C;

        assertThat(
                        MessageWriter.write(
                                new Reply.Challenge(
                                        new Nonce(Bytes.of(nonce)), PROVIDER, ORGANIZATION)))
                .isEqualTo(
                        """
                        {"type":"handshake.challenge",\
                        "nonce":"ab0000000000000000000000000000000000000000000000000000000000000c",\
                        "provider_npi":"1245319599","organization_npi":"1234567893"}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({"NEW, new", "EXISTING, existing"})
    void writesWhereTheProviderIs(RelationshipOrigin origin, String status) {
        RelationshipId id =
                new RelationshipId(UUID.fromString("0a1b2c3d-0000-4000-8000-0000000000ff"));
        AgentEndpoint provider = new AgentEndpoint("wss://provider.example/a?b=c&d='e'");

        assertThat(MessageWriter.write(new Reply.Complete(id, provider, origin)))
                .isEqualTo(
                        """
                        {"type":"handshake.complete",\
                        "relationship_id":"0a1b2c3d-0000-4000-8000-0000000000ff",\
                        "provider_endpoint":"wss://provider.example/a?b=c&d='e'",\
                        "status":"%s"}\
                        """
                                .formatted(status));
    }

    @Test
    void writesWhatIsToMend() {
        assertThat(
                        MessageWriter.write(
                                new WireRefusal(
                                        ErrorCode.INVALID_MESSAGE, "Say \"type\" \\ once.", 4002)))
                .isEqualTo(
                        """
                        {"type":"handshake.error","code":"INVALID_MESSAGE",\
                        "message":"Say \\"type\\" \\\\ once."}\
                        """);
    }
}
