package org.careagent.neuron.adapters.shared.encoding;

import java.util.Base64;
import java.util.Optional;

/// base64url as the handshake protocol has it (section 2; RFC 4648, section 5): written without
/// padding, read with or without, and never more than one text, padding aside, for the same bytes.
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    /// Without padding.
    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /// Reads it with or without padding.
    ///
    /// @return empty for a character outside the alphabet, for padding that is not exactly what RFC
    ///   4648 prescribes, for a length that no bytes have, and for trailing bits that are not zero
    public static Optional<byte[]> decode(String text) {
        String digits = withoutPadding(text);
        if (digits.length() % 4 == 1 || !digits.chars().allMatch(Base64Url::isDigit)) {
            return Optional.empty();
        }
        byte[] bytes = DECODER.decode(digits);
        // The JDK's decoder drops trailing bits that are not zero.
        return encode(bytes).equals(digits) ? Optional.of(bytes) : Optional.empty();
    }

    /// Takes off one or two `=` that fill the last group of four. Any other `=` stays, and is no
    /// digit.
    private static String withoutPadding(String text) {
        if (text.length() % 4 != 0) {
            return text;
        }
        if (text.endsWith("==")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("=") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isDigit(int character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '-'
                || character == '_';
    }
}
