package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.ConsentFault;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.handshake.Phase;
import org.careagent.neuron.domain.handshake.Refusal;
import org.careagent.neuron.domain.handshake.RelationshipOrigin;
import org.careagent.neuron.domain.handshake.SessionId;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Audit events for tests.
public final class AuditEventSamples {
    /// An organisation.
    public static final Npi ORGANIZATION = new Npi("1234567893");

    /// A provider.
    public static final Npi PROVIDER = new Npi("1245319599");

    /// A patient's agent, with a name that has to be escaped and one that must not be.
    public static final AgentId PATIENT = new AgentId("agent \"ü\\😀/\u20ac");

    /// A session.
    public static final SessionId SESSION =
            new SessionId(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    /// A relationship.
    public static final RelationshipId RELATIONSHIP =
            new RelationshipId(UUID.fromString("00000000-0000-4000-8000-000000000002"));

    /// Somebody at the machine.
    public static final Actor OPERATOR = Actor.operator("ada");

    private static final ApiKey KEY =
            new ApiKey(
                    new ApiKeyId(UUID.fromString("00000000-0000-4000-8000-000000000003")),
                    "front desk",
                    Set.of(Scope.ADMIN, Scope.READ),
                    Optional.empty(),
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty());

    private static final ApiKey KEY_OF_PROVIDER =
            new ApiKey(
                    KEY.id(),
                    "Dr. Ada",
                    Set.of(Scope.PROVIDER),
                    Optional.of(PROVIDER),
                    Instant.EPOCH,
                    Optional.of(Instant.parse("2027-01-31T00:00:00Z")),
                    Optional.empty());

    private static final Refusal WRONG_ANSWER = new Refusal.WrongAnswer();

    private AuditEventSamples() {}

    /// At least one event of every type, with and without what is optional.
    public static List<AuditEvent> ofEveryKind() {
        return Stream.<AuditEvent>concat(
                        Stream.of(
                                new AuditEvent.NeuronStarted(ORGANIZATION, "0.1.0"),
                                new AuditEvent.NeuronStopped(ORGANIZATION, "0.1.0"),
                                new AuditEvent.ProviderAdded(PROVIDER, OPERATOR),
                                new AuditEvent.ProviderRemoved(PROVIDER, OPERATOR),
                                new AuditEvent.PatientReleased(PATIENT, OPERATOR),
                                new AuditEvent.ApiKeyCreated(KEY, OPERATOR),
                                new AuditEvent.ApiKeyCreated(KEY_OF_PROVIDER, OPERATOR),
                                new AuditEvent.ApiKeyRevoked(KEY.id(), OPERATOR),
                                new AuditEvent.ConsentMended(RELATIONSHIP, PATIENT),
                                new AuditEvent.RelationshipTerminated(
                                        RELATIONSHIP, PROVIDER, "moved away"),
                                new AuditEvent.KeyRotated("0a1b2c3d", "4e5f6071", OPERATOR),
                                new AuditEvent.BackupMade(17, 42, OPERATOR),
                                new AuditEvent.BackupRestored(17, 42, OPERATOR),
                                new AuditEvent.TrailBegunAnew(
                                        new AuditPosition(42, "ab".repeat(32))),
                                new AuditEvent.RefusalsCoalesced("192.0.2.7", 500, Instant.EPOCH),
                                new AuditEvent.AuthFailuresCoalesced("others", 9, Instant.EPOCH),
                                new AuditEvent.ApiRequested("GET", "/v1/status", KEY.id()),
                                new AuditEvent.AuthFailed("GET", "/v1/status", "unknown"),
                                new AuditEvent.RateLimited("GET", "/v1/status", KEY.id())),
                        handshakeEvents().map(AuditEvent.OfHandshake::new))
                .toList();
    }

    /// That the agent of this name has begun a handshake.
    public static AuditEvent startedBy(String patient) {
        return new AuditEvent.OfHandshake(
                new HandshakeEvent.Started(SESSION, new AgentId(patient)));
    }

    /// That a relationship was established with the longest consent that the protocol allows, in
    /// characters that take most room.
    public static AuditEvent longest() {
        List<String> actions = IntStream.range(0, 256).mapToObj(_ -> "😀".repeat(256)).toList();
        return new AuditEvent.OfHandshake(
                new HandshakeEvent.RelationshipEstablished(
                        RELATIONSHIP, PATIENT, PROVIDER, new ConsentedActions(actions)));
    }

    private static Stream<HandshakeEvent> handshakeEvents() {
        return Stream.of(
                new HandshakeEvent.Started(SESSION, PATIENT),
                completed(RelationshipOrigin.NEW),
                completed(RelationshipOrigin.EXISTING),
                failed(Optional.of(PATIENT), WRONG_ANSWER, Optional.of(PROVIDER)),
                failed(Optional.empty(), new Refusal.OutOfOrder(), Optional.empty()),
                failed(Optional.of(PATIENT), malformedClaims(), Optional.empty()),
                new HandshakeEvent.TimedOut(SESSION, Optional.of(PATIENT), Phase.CHALLENGED),
                new HandshakeEvent.TimedOut(SESSION, Optional.empty(), Phase.AUTHENTICATING),
                established("read", "write \"all\""),
                established(),
                renewed(EnumSet.of(Relationship.Part.PATIENT_ENDPOINT)),
                renewed(EnumSet.allOf(Relationship.Part.class)));
    }

    private static HandshakeEvent completed(RelationshipOrigin status) {
        return new HandshakeEvent.Completed(SESSION, PATIENT, RELATIONSHIP, status, PROVIDER);
    }

    private static HandshakeEvent failed(
            Optional<AgentId> patient, Refusal refusal, Optional<Npi> provider) {
        return new HandshakeEvent.Failed(SESSION, patient, refusal, provider);
    }

    private static Refusal malformedClaims() {
        return new Refusal.InvalidConsent(
                new ConsentFault.MalformedClaims("exp must be an integer"));
    }

    private static HandshakeEvent established(String... actions) {
        return new HandshakeEvent.RelationshipEstablished(
                RELATIONSHIP, PATIENT, PROVIDER, new ConsentedActions(List.of(actions)));
    }

    private static HandshakeEvent renewed(Set<Relationship.Part> changed) {
        return new HandshakeEvent.RelationshipRenewed(RELATIONSHIP, PATIENT, changed);
    }
}
