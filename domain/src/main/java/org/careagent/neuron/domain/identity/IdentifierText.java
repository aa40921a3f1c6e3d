package org.careagent.neuron.domain.identity;

/// What may not stand in an identifier (handshake protocol, section 3): characters that a reader
/// cannot see, and that could make one id look like another in a log or on a screen.
public final class IdentifierText {
    private static final int LONGEST = 256;

    private IdentifierText() {}

    /// Whether `text` is fit to name something, or to say it in a few words: 1 to 256 code points,
    /// not all blank, all [#isClean].
    public static boolean isShortText(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST && !isBlank(text) && isClean(text);
    }

    /// Whether every character of `text` may stand in an identifier: no control character, no line
    /// or paragraph separator, no bidirectional embedding, override or isolate, no lone surrogate.
    public static boolean isClean(String text) {
        return text.codePoints().noneMatch(IdentifierText::isForbidden);
    }

    /// Whether `text` shows nothing: it is empty, or all its characters are blank.
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || isBidirectionalControl(codePoint);
    }

    private static boolean isBidirectionalControl(int codePoint) {
        boolean embeddingOrOverride = codePoint >= 0x202A && codePoint <= 0x202E;
        boolean isolate = codePoint >= 0x2066 && codePoint <= 0x2069;
        return embeddingOrOverride || isolate;
    }
}
