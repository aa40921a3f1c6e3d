package org.careagent.neuron.adapters.inbound.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.introduction.ProviderMessage;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.entrance.ProviderChallenge;
import org.careagent.neuron.domain.handshake.Nonce;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.UUID;

final class ProviderMessagesTest {
    private static final Npi ADA = new Npi("1245319599");
    private static final UUID SOME = UUID.fromString("1ff0fc0e-20d1-4f9c-bc7c-470e046525d0");

    @Test
    void readsAnAnswerOfAnyLength() {
        assertThat(
                        ProviderMessages.read(
                                "{\"type\":\"provider.challenge_response\",\"signed_nonce\":\"AQI\"}"))
                .isEqualTo(
                        new ProviderMessage.ChallengeResponse(
                                new Signature(Bytes.of(new byte[] {1, 2}))));
    }

    @Test
    void readsAnAcknowledgementAndLooksPastWhatItDoesNotKnow() {
        assertThat(
                        ProviderMessages.read(
                                "{\"type\":\"introduction.ack\",\"introduction_id\":\""
                                        + SOME
                                        + "\",\"more\":[]}"))
                .isEqualTo(new ProviderMessage.Acknowledgement(new IntroductionId(SOME)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"handshake.auth\"}",
                "{\"type\":\"introduction.ack\"}",
                "{\"type\":\"introduction.ack\",\"introduction_id\":\"one\"}",
                "{\"type\":\"introduction.ack\",\"introduction_id\":7}",
                "{\"type\":\"provider.challenge_response\"}",
                "{\"type\":\"provider.challenge_response\",\"signed_nonce\":\"A+/=\"}",
                "{\"type\":\"introduction.ack\",\"type\":\"introduction.ack\"}"
            })
    void readsNothingElse(String text) {
        assertThat(ProviderMessages.read(text)).isEqualTo(new ProviderMessage.Unreadable());
    }

    @Test
    void writesAChallenge() {
        assertThat(
                        ProviderMessages.write(
                                new ProviderChallenge(
                                        new Npi("1234567893"),
                                        ADA,
                                        new Nonce(Bytes.of(new byte[32])))))
                .isEqualTo(
                        "{\"type\":\"provider.challenge\",\"nonce\":\""
                                + "0".repeat(64)
                                + "\",\"organization_npi\":\"1234567893\"}");
    }

    @Test
    void writesAnIntroductionWithAllThatThereIsToLearn() {
        Introduction introduction =
                Samples.establish(Samples.relationship(Samples.patient(1), ADA), Samples.key(1))
                        .introduced()
                        .orElseThrow();

        assertThat(ProviderMessages.write(introduction))
                .startsWith("{\"type\":\"introduction\",\"introduction_id\":\"")
                .contains(
                        "\"patient_agent_id\":\"patient-1\"",
                        "\"patient_endpoint\":\"wss://agent.example/inbox\"",
                        "\"consented_actions\":[\"read\",\"write\"]",
                        "\"status\":\"new\",\"created_at\":\"");
    }
}
