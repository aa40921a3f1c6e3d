package org.careagent.neuron.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {
    @Test
    void areMaskedAndSayHowLongTheyAre() {
        assertThat(Frames.text("ab")).containsExactly(0x81, 0x82, 0, 0, 0, 0, 'a', 'b');
        assertThat(Frames.text("x".repeat(126))).startsWith(0x81, 0xFE, 0, 126).hasSize(8 + 126);
        assertThat(Frames.text("x".repeat(65_536)))
                .startsWith(0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0)
                .hasSize(14 + 65_536);
        assertThat(Frames.close(1000)).containsExactly(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8);
    }

    @Test
    void canLackTheirEnd() {
        assertThat(Frames.fragment(65_535)).startsWith(0x01, 0xFE, 0xFF, 0xFF).hasSize(8 + 65_535);
        assertThat(Frames.unfinished(65_536))
                .startsWith(0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0)
                .hasSize(14 + 65_535);
    }
}
