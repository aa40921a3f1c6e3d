package org.careagent.neuron.adapters.inbound.rest.http;

/// JSON pointers (RFC 6901).
final class Pointers {
    private static final int LONGEST_NAME = 64;

    private Pointers() {}

    /// A name from a request as a part of a pointer; a long one is cut off, and what cannot be seen
    /// is shown as `?`.
    static String escaped(String name) {
        String seen = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return seen.replaceAll("[^\\x21-\\x7e]", "?").replace("~", "~0").replace("/", "~1");
    }
}
