package org.careagent.neuron.adapters.shared.json;

/// Why a text is not the one JSON object that was asked for.
public enum Malformation {
    NOT_UTF8("it is not valid UTF-8"),
    NOT_JSON("it is not valid JSON"),
    NOT_AN_OBJECT("it is not a JSON object"),
    DUPLICATE_MEMBER("an object in it has two members of the same name"),
    TOO_DEEP("it is nested deeper than " + StrictJson.MAX_DEPTH + " levels"),
    NUMBER_OUT_OF_RANGE("a number in it is out of range"),
    LONE_SURROGATE("a text in it has half of a surrogate pair"),
    TRAILING_DATA("something follows the JSON object");

    private final String words;

    Malformation(String words) {
        this.words = words;
    }

    /// In plain words that go after "the message is malformed: ". They name nothing from the input,
    /// so they may be shown to whoever sent it (handshake protocol, section 4).
    public String words() {
        return words;
    }
}
