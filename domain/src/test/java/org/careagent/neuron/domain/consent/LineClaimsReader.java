package org.careagent.neuron.domain.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A [ClaimsReader] for tests that have no JSON: one claim a line, then one action a line. It keeps
/// the shape of the port, not the dialects of [ClaimsReaderContract].
public final class LineClaimsReader implements ClaimsReader {
    private static final int CLAIMS_BEFORE_ACTIONS = 4;

    /// The payload that spells `claims`.
    public static Bytes write(ConsentClaims claims) {
        Stream<String> head =
                Stream.of(
                        claims.patient().value(),
                        claims.provider().digits(),
                        claims.issuedAt().toString(),
                        claims.expiresAt().toString());
        List<String> lines = Stream.concat(head, claims.actions().entries().stream()).toList();
        return Bytes.of(String.join("\n", lines).getBytes(UTF_8));
    }

    @Override
    public ClaimsReading read(Bytes payload) {
        List<String> lines = List.of(new String(payload.toArray(), UTF_8).split("\n", -1));
        if (lines.size() < CLAIMS_BEFORE_ACTIONS) {
            return new ClaimsReading.Malformed("a claim is missing");
        }
        return new ClaimsReading.Read(
                new ConsentClaims(
                        new AgentId(lines.get(0)),
                        new Npi(lines.get(1)),
                        new ConsentedActions(lines.subList(CLAIMS_BEFORE_ACTIONS, lines.size())),
                        Instant.parse(lines.get(2)),
                        Instant.parse(lines.get(3))));
    }
}
