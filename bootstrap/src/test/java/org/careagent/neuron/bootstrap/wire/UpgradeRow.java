package org.careagent.neuron.bootstrap.wire;

import java.util.List;

/// A row of the table of opening handshakes: what a client sends, and what has to come back.
///
/// @param section of RFC 6455, RFC 9110, RFC 9112, or of the handshake protocol (HP)
/// @param must what is asked of the server there
/// @param statuses that the answer may have
/// @param ends whether the answer must be the last on its connection
record UpgradeRow(
        String section, String must, Request request, List<Integer> statuses, boolean ends) {
    /// It is upgraded.
    static UpgradeRow upgraded(String section, String must, Request request) {
        return refused(section, must, request, 101);
    }

    /// It is answered with one of these.
    static UpgradeRow refused(String section, String must, Request request, Integer... statuses) {
        return new UpgradeRow(section, must, request, List.of(statuses), false);
    }

    /// Nobody knows where the request ends: it is answered with one of these, and nothing after it.
    static UpgradeRow ended(String section, String must, Request request, Integer... statuses) {
        return new UpgradeRow(section, must, request, List.of(statuses), true);
    }

    @Override
    public String toString() {
        return section + " " + must;
    }
}
