package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A consent for tests, in every form that it takes on its way: start from [#VALID] and name what
/// is to be another.
///
/// @param patient the agent id, in the message and in the claims
/// @param endpoint the address of the patient agent
/// @param provider the provider consented to
/// @param actions what is consented to
/// @param issuedAt `iat`
/// @param expiresAt `exp`
public record ConsentSample(
        AgentId patient,
        AgentEndpoint endpoint,
        Npi provider,
        ConsentedActions actions,
        Instant issuedAt,
        Instant expiresAt) {

    /// The time at which [#VALID] holds.
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /// Holds from a minute before [#NOW] until an hour after.
    public static final ConsentSample VALID =
            new ConsentSample(
                    new AgentId("patient-7"),
                    new AgentEndpoint("wss://patient.example/agent"),
                    new Npi("1234567893"),
                    new ConsentedActions(List.of("record:read", "record:write")),
                    NOW.minusSeconds(60),
                    NOW.plusSeconds(3_600));

    /// The patient's key, where nothing is signed.
    public static final PatientKey KEY = keyOf(7);

    /// Somebody else's key.
    public static final PatientKey OTHER_KEY = keyOf(8);

    private static PatientKey keyOf(int value) {
        byte[] raw = new byte[PatientKey.LENGTH];
        Arrays.fill(raw, (byte) value);
        return new PatientKey(Bytes.of(raw));
    }

    /// With another agent id.
    public ConsentSample withPatient(String id) {
        return new ConsentSample(new AgentId(id), endpoint, provider, actions, issuedAt, expiresAt);
    }

    /// With another address.
    public ConsentSample withEndpoint(String uri) {
        return new ConsentSample(
                patient, new AgentEndpoint(uri), provider, actions, issuedAt, expiresAt);
    }

    /// With another provider.
    public ConsentSample withProvider(Npi another) {
        return new ConsentSample(patient, endpoint, another, actions, issuedAt, expiresAt);
    }

    /// With other actions.
    public ConsentSample withActions(String... others) {
        return new ConsentSample(
                patient,
                endpoint,
                provider,
                new ConsentedActions(List.of(others)),
                issuedAt,
                expiresAt);
    }

    /// Issued at another time.
    public ConsentSample withIssuedAt(Instant iat) {
        return new ConsentSample(patient, endpoint, provider, actions, iat, expiresAt);
    }

    /// Void from another time on.
    public ConsentSample withExpiresAt(Instant exp) {
        return new ConsentSample(patient, endpoint, provider, actions, issuedAt, exp);
    }

    /// As the token claims it.
    public ConsentClaims claims() {
        return new ConsentClaims(patient, provider, actions, issuedAt, expiresAt);
    }

    /// As it is once every check has passed.
    public Consent verified() {
        return verified(KEY);
    }

    /// As it is once every check has passed, signed with `key`.
    public Consent verified(PatientKey key) {
        return new Consent(patient, key, endpoint, provider, actions, issuedAt, expiresAt);
    }

    /// As the patient agent presents it, signed in earnest; a [LineClaimsReader] reads the payload.
    public Presentation presentedBy(SigningKey key) {
        ConsentToken token = key.tokenOf(LineClaimsReader.write(claims()));
        return new Presentation(token, patient, key.presented(), endpoint);
    }
}
