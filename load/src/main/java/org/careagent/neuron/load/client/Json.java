package org.careagent.neuron.load.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As much of JSON as it takes to understand a Neuron's flat, unescaped answers.
public final class Json {
    private Json() {}

    /// The text or number of the member `name`; empty if there is none.
    public static String member(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]*)").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }
}
