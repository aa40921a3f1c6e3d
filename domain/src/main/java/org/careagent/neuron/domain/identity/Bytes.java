package org.careagent.neuron.domain.identity;

import java.util.Arrays;

/// Immutable bytes, compared by content.
///
/// The text form names the length alone: what is in here may be a token or a signature.
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// Copies `content`.
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /// The number of bytes.
    public int length() {
        return content.length;
    }

    /// A copy of the content.
    public byte[] toArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "[" + content.length + " bytes]";
    }
}
