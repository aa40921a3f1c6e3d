package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.domain.identity.IdentifierText;

/// Text from a stranger, made fit for a terminal: what cannot be seen, or would be obeyed by the
/// terminal, is shown as `\u001b`, and what is too long is cut.
final class VisibleText {
    private static final int LONGEST_PHRASE = 1_000;

    private VisibleText() {}

    /// `text`, whole.
    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(visible, c));
        return visible.toString();
    }

    /// `text`, cut to what a person may be asked to read.
    static String phrase(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST_PHRASE
                ? of(text)
                : of(text.substring(0, text.offsetByCodePoints(0, LONGEST_PHRASE)))
                        + "... ("
                        + length
                        + " characters)";
    }

    private static void append(StringBuilder visible, int codePoint) {
        if (isVisible(codePoint)) {
            visible.appendCodePoint(codePoint);
        } else {
            for (char unit : Character.toChars(codePoint)) {
                visible.append(String.format("\\u%04x", (int) unit));
            }
        }
    }

    private static boolean isVisible(int codePoint) {
        return Character.getType(codePoint) != Character.FORMAT
                && IdentifierText.isClean(Character.toString(codePoint));
    }
}
