package org.careagent.neuron.domain.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NonceTest {
    @Test
    void goesOverTheWireAs64LowerCaseHexDigits() {
        byte[] bytes = new byte[Nonce.LENGTH];
        bytes[0] = (byte) 0xAB;
        bytes[31] = 0x0C;

        assertThat(new Nonce(Bytes.of(bytes)).hex()).isEqualTo("ab" + "00".repeat(30) + "0c");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void has32Bytes(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nonce(Bytes.of(new byte[length])));
    }

    @Test
    void showsNoByteInItsTextForm() {
        assertThat(HandshakeSamples.NONCE).hasToString("Nonce[bytes=[32 bytes]]");
    }
}
