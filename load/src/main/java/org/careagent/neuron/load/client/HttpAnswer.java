package org.careagent.neuron.load.client;

import java.util.Locale;
import java.util.Optional;

/// The head of an HTTP answer.
///
/// @param head status line and headers
public record HttpAnswer(int status, String head) {
    /// The status of an upgrade that is granted.
    public static final int SWITCHING_PROTOCOLS = 101;

    /// The status of one who may come again later.
    public static final int UNAVAILABLE = 503;

    /// Whether it is granted.
    public boolean isUpgrade() {
        return status == SWITCHING_PROTOCOLS;
    }

    /// The value of a header.
    public Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }
}
