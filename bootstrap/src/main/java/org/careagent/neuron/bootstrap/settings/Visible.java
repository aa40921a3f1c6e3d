package org.careagent.neuron.bootstrap.settings;

import java.util.regex.Pattern;

/// What stands in a configuration, fit for a line of a message.
final class Visible {
    private static final int LONGEST = 120;
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("//[^/\\s]*@");

    private Visible() {}

    /// `text` with every character that cannot be seen spelled out, and not too long.
    static String text(String text) {
        String plain = PASSWORD_IN_URL.matcher(text).replaceAll("//(secret)@");
        StringBuilder visible = new StringBuilder();
        plain.codePoints().limit(LONGEST).forEach(each -> append(visible, each));
        return visible.append(plain.codePointCount(0, plain.length()) > LONGEST ? "…" : "")
                .toString();
    }

    private static void append(StringBuilder visible, int codePoint) {
        if (isHidden(codePoint)) {
            visible.append(String.format("\\u%04x", codePoint));
        } else {
            visible.appendCodePoint(codePoint);
        }
    }

    private static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }
}
