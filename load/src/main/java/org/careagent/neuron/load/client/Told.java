package org.careagent.neuron.load.client;

/// What a patient's agent was told of its handshake, whatever came after.
public sealed interface Told {
    /// There is this relationship: from now on it must not be lost.
    ///
    /// @param status `new` or `existing`
    record Related(String relationshipId, String status) implements Told {}

    /// It has failed.
    ///
    /// @param code of `handshake.error`
    record Refused(String code) implements Told {}

    /// Nothing was said; the connection ended.
    record Nothing() implements Told {}

    /// What `message`, the last of a handshake, says.
    static Told in(String message) {
        return switch (Json.member(message, "type")) {
            case "handshake.complete" ->
                    new Related(
                            Json.member(message, "relationship_id"),
                            Json.member(message, "status"));
            case "handshake.error" -> new Refused(Json.member(message, "code"));
            default -> throw new IllegalArgumentException("unheard of: " + message);
        };
    }
}
