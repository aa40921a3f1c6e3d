package org.careagent.neuron.adapters.outbound.claims;

import org.careagent.neuron.adapters.shared.json.Members;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// One of the two ways to spell the same claims (handshake protocol, section 3).
///
/// @param actions the name of what is consented to
/// @param issuedAt the name of the time of issue
/// @param expiresAt the name of the time of expiry
/// @param timeRule what a time must be, in words
/// @param time reads a time
record Dialect(
        String actions,
        String issuedAt,
        String expiresAt,
        String timeRule,
        Function<JsonNode, Optional<Instant>> time) {

    /// The protocol's own.
    private static final Dialect PROTOCOL =
            new Dialect(
                    "consented_actions", "iat", "exp", Times.EPOCH_SECONDS, Times::ofEpochSeconds);

    /// That of the network's registry.
    private static final Dialect REGISTRY =
            new Dialect("scope", "issued_at", "expires_at", Times.RFC_3339, Times::ofRfc3339);

    private static final String ONLY_IN_REGISTRY = "connection_id";

    /// The dialect that `members` are in; if they mix both, that is added to their faults.
    static Dialect of(Members members) {
        boolean registry = REGISTRY.names().anyMatch(members::has) || members.has(ONLY_IN_REGISTRY);
        if (registry && PROTOCOL.names().anyMatch(members::has)) {
            members.fault(
                    "the names consented_actions, iat and exp must not stand beside scope,"
                            + " issued_at, expires_at and connection_id");
        }
        return registry ? REGISTRY : PROTOCOL;
    }

    Optional<Instant> issuedAt(Members members) {
        return members.value(issuedAt, timeRule, time);
    }

    Optional<Instant> expiresAt(Members members) {
        return members.value(
                expiresAt,
                timeRule + ", before the year 10000",
                node -> time.apply(node).filter(Times::isBeforeYear10000));
    }

    private Stream<String> names() {
        return Stream.of(actions, issuedAt, expiresAt);
    }
}
