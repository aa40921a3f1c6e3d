package org.careagent.neuron.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.careagent.neuron.domain.consent.ConsentSample.KEY;
import static org.careagent.neuron.domain.consent.ConsentSample.NOW;
import static org.careagent.neuron.domain.consent.ConsentSample.OTHER_KEY;
import static org.careagent.neuron.domain.consent.ConsentSample.VALID;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// The values that a consent is made of.
final class ConsentTest {
    @Test
    void expiresAtItsLastInstantAndNotBefore() {
        Consent consent = VALID.withExpiresAt(NOW).verified();

        assertThat(consent.isExpiredAt(NOW.minusNanos(1))).isFalse();
        assertThat(consent.isExpiredAt(NOW)).isTrue();
        assertThat(consent.isExpiredAt(NOW.plusNanos(1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void knowsNoKeyOfAnotherLength(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PatientKey(Bytes.of(new byte[length])));
    }

    @Test
    void comparesKeysByContent() {
        PatientKey same = new PatientKey(Bytes.of(KEY.bytes().toArray()));

        assertThat(same).isEqualTo(KEY).hasSameHashCodeAs(KEY).isNotEqualTo(OTHER_KEY);
        assertThat(KEY.presented()).isEqualTo(new PresentedKey(KEY.bytes()));
    }

    @Test
    void showsNoByteOfATokenASignatureOrAKeyInItsTextForm() {
        Bytes secret = Bytes.of("AAAA-secret-AAAA-secret-AAAA-se!".getBytes(UTF_8));
        ConsentToken token = new ConsentToken(secret, new Signature(secret));
        Presentation presentation =
                new Presentation(
                        token, VALID.patient(), new PresentedKey(secret), VALID.endpoint());
        Consent consent = VALID.verified(new PatientKey(secret));

        assertThat(List.of(token, presentation, consent, consent.key(), token.signature()))
                .allSatisfy(value ->
                        assertThat(value.toString())
                                .contains("[32 bytes]")
                                // As text, as a list of bytes, as hex and as base64.
                                .doesNotContain("secret", "65, 65", "41414141", "QUFBQS"));
    }
}
