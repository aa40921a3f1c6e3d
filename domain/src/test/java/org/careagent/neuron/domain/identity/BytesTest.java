package org.careagent.neuron.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BytesTest {
    @Test
    void doNotChangeWithTheArrayTheyCameFrom() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;

        assertThat(bytes.toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void doNotChangeWithTheArrayTheyGiveAway() {
        Bytes bytes = Bytes.of(new byte[] {1, 2, 3});
        bytes.toArray()[0] = 9;

        assertThat(bytes.toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void areComparedByContent() {
        Bytes bytes = Bytes.of(new byte[] {1, 2});

        assertThat(bytes)
                .isEqualTo(Bytes.of(new byte[] {1, 2}))
                .hasSameHashCodeAs(Bytes.of(new byte[] {1, 2}))
                .isNotEqualTo(Bytes.of(new byte[] {1, 3}))
                .isNotEqualTo(Bytes.of(new byte[] {1, 2, 0}))
                .isNotEqualTo(new byte[] {1, 2});
    }

    @Test
    void showTheirLengthAlone() {
        assertThat(Bytes.of(new byte[] {83, 69})).hasToString("[2 bytes]");
        assertThat(Bytes.of(new byte[0])).hasToString("[0 bytes]");
        assertThat(Bytes.of(new byte[] {83, 69}).length()).isEqualTo(2);
    }
}
