package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.util.Map;
import java.util.Set;

/// The close codes of the protocol (handshake protocol, sections 1 and 4).
final class CloseCodes {
    static final int DONE = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;

    /// What a client says of a connection that was lost; never on the wire (RFC 6455, section
    /// 7.4.1).
    static final int LOST = 1006;

    static final int NOT_UTF8 = 1007;
    static final int TOO_BIG = 1009;

    /// Those that need no `handshake.error` before them.
    static final Set<Integer> WITHOUT_ERROR = Set.of(GOING_AWAY, PROTOCOL_ERROR, NOT_UTF8, TOO_BIG);

    private static final Map<String, Set<Integer>> OF_CODE =
            Map.of(
                    "AUTH_TIMEOUT", Set.of(4001),
                    "INVALID_MESSAGE", Set.of(4002, 4003),
                    "CONSENT_FAILED", Set.of(4003),
                    "PROVIDER_NOT_FOUND", Set.of(4003),
                    "SERVER_ERROR", Set.of(1011));

    private CloseCodes() {}

    /// Whether `closeCode` may follow the error `code`. An unknown one says nothing about that.
    static boolean fits(String code, int closeCode) {
        Set<Integer> expected = OF_CODE.get(code);
        return expected == null || expected.contains(closeCode);
    }
}
