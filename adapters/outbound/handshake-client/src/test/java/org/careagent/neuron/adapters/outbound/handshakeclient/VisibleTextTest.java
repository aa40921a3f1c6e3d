package org.careagent.neuron.adapters.outbound.handshakeclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A stranger's text on one's own terminal.
class VisibleTextTest {
    @Test
    void showsWhatATerminalWouldObey() {
        assertThat(VisibleText.of("a\u001b[31mb\u009b\u0007\r\n\u007f\u202e\u2028\u200b"))
                .isEqualTo("a\\u001b[31mb\\u009b\\u0007\\u000d\\u000a\\u007f\\u202e\\u2028\\u200b");
        assertThat(VisibleText.of("\ud800x")).isEqualTo("\\ud800x");
        assertThat(VisibleText.of(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void leavesTheRest() {
        assertThat(VisibleText.of("Dr. Ådå \ud83d\ude42 \\u001b"))
                .isEqualTo("Dr. Ådå \ud83d\ude42 \\u001b");
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(VisibleText.phrase("\ud83d\ude42".repeat(1_001)))
                .isEqualTo("\ud83d\ude42".repeat(1_000) + "... (1001 characters)");
    }
}
