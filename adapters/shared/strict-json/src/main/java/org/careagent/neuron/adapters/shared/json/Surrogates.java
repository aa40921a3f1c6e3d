package org.careagent.neuron.adapters.shared.json;

final class Surrogates {
    private Surrogates() {}

    static boolean anyAlone(String text) {
        return text.codePoints().anyMatch(Surrogates::isSurrogate);
    }

    /// A pair is one code point beyond these.
    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
