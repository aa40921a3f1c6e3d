package org.careagent.neuron.adapters.outbound.claims;

import org.careagent.neuron.adapters.shared.json.JsonReading;
import org.careagent.neuron.adapters.shared.json.Members;
import org.careagent.neuron.adapters.shared.json.StrictJson;
import org.careagent.neuron.domain.consent.ClaimsReader;
import org.careagent.neuron.domain.consent.ClaimsReading;
import org.careagent.neuron.domain.consent.ConsentClaims;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/// Reads claims out of strict JSON, in either [Dialect] of the handshake protocol, section 3.
public final class JsonClaimsReader implements ClaimsReader {
    private static final String AGENT_ID =
            "must be a string of 1 to 256 characters, not all blank, without control or"
                    + " bidirectional-override characters";
    private static final String NPI = "must be a string of 10 digits, the last a check digit";
    private static final String ACTIONS =
            "must be a list of at most 256 strings of at most 256 characters, without control or"
                    + " bidirectional-override characters";

    @Override
    public ClaimsReading read(Bytes payload) {
        return switch (StrictJson.read(payload.toArray())) {
            case JsonReading.Refused(var why) ->
                    new ClaimsReading.Malformed(
                            "It must be one JSON object, but " + why.words() + ".");
            case JsonReading.Parsed(var object) -> read(new Members(object));
        };
    }

    private static ClaimsReading read(Members members) {
        Dialect dialect = Dialect.of(members);
        Optional<AgentId> patient = members.text("patient_agent_id", AGENT_ID, AgentId::parse);
        Optional<Npi> provider = members.text("provider_npi", NPI, Npi::parse);
        Optional<ConsentedActions> actions =
                members.value(dialect.actions(), ACTIONS, JsonClaimsReader::actions);
        Optional<Instant> issuedAt = dialect.issuedAt(members);
        Optional<Instant> expiresAt = dialect.expiresAt(members);
        checkIgnored(members, "nonce");
        checkIgnored(members, "connection_id");
        return members.faults()
                .<ClaimsReading>map(ClaimsReading.Malformed::new)
                .orElseGet(() ->
                        new ClaimsReading.Read(
                                new ConsentClaims(
                                        patient.orElseThrow(),
                                        provider.orElseThrow(),
                                        actions.orElseThrow(),
                                        issuedAt.orElseThrow(),
                                        expiresAt.orElseThrow())));
    }

    // What is ignored still has a type.
    private static void checkIgnored(Members members, String name) {
        if (members.has(name)) {
            var _ = members.text(name, "must be a string", Optional::of);
        }
    }

    private static Optional<ConsentedActions> actions(JsonNode node) {
        boolean strings = node.isArray() && node.valueStream().allMatch(JsonNode::isString);
        return strings
                ? ConsentedActions.parse(node.valueStream().map(JsonNode::stringValue).toList())
                : Optional.empty();
    }
}
