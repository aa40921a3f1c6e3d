package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.FakeIdSource;
import org.careagent.neuron.application.port.FakeMeasurements;
import org.careagent.neuron.application.port.FakeNonceSource;
import org.careagent.neuron.application.port.FakeProviderDirectory;
import org.careagent.neuron.application.port.FakeRelationshipStore;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.consent.ClaimsReader;
import org.careagent.neuron.domain.consent.ClaimsReading;
import org.careagent.neuron.domain.consent.ConsentClaims;
import org.careagent.neuron.domain.consent.ConsentExaminer;
import org.careagent.neuron.domain.consent.ConsentToken;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.consent.Presentation;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.handshake.ExistingRelationshipProof;
import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.handshake.Reply;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A door with fakes behind it: who holds a key signs by writing the key's bytes, and a payload is
/// read as whatever claims stand beside it.
public final class DoorFixture {
    public static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    public static final Duration AUTH_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration CHALLENGE_TIMEOUT = Duration.ofSeconds(30);
    public static final SourceAddress SOURCE = SourceAddress.of(new byte[] {(byte) 192, 0, 2, 7});
    public static final Npi PROVIDER = Samples.provider(1);
    public static final AgentId PATIENT = Samples.patient(1);
    public static final PatientKey KEY = Samples.key(1);
    public static final PatientKey OTHER_KEY = Samples.key(2);

    public final ManualClock clock = new ManualClock(START);
    public final ManualTimers timers = new ManualTimers(clock);
    public final FakeMeasurements measurements = new FakeMeasurements();
    private final FakeBooks books = new FakeBooks();
    public final FakeRelationshipStore relationships = books.storage.relationships();
    public final FakeAuditTrail audit = books.audit;
    public final FakeProviderDirectory providers = books.storage.providers();
    private final ConductHandshake conduct;

    /// A door that nobody has come to yet; only [#PROVIDER] is registered.
    public DoorFixture() {
        var _ = providers.add(new Provider(PROVIDER, "Dr. Ada", List.of(), Optional.empty()));
        conduct = conduct(new FakeIdSource(), providers);
    }

    private ConductHandshake conduct(FakeIdSource ids, ProviderDirectory directory) {
        SignatureVerifier signatures =
                (key, _, signature) ->
                        signature.bytes().equals(key.bytes())
                                ? new SignatureCheck.Holds(new PatientKey(key.bytes()))
                                : new SignatureCheck.BadSignature();
        ClaimsReader claims = _ -> new ClaimsReading.Read(claimsOf(PATIENT));
        return new ConductHandshake(
                new HandshakePolicy(
                        Samples.provider(9),
                        AUTH_TIMEOUT,
                        CHALLENGE_TIMEOUT,
                        ExistingRelationshipProof.CHALLENGE),
                new FactFinder(
                        signatures,
                        new ConsentExaminer(signatures, claims),
                        relationships,
                        new ProviderRouting(
                                directory, () -> new AgentEndpoint("http://neuron.example:3000")),
                        new FakeNonceSource(),
                        ids),
                books.journal,
                new Floods(
                        Floods.RECORDED_A_MINUTE,
                        AuditEvent.RefusalsCoalesced::new,
                        books.journal,
                        timers,
                        clock),
                ids,
                timers,
                clock,
                measurements);
    }

    private ConsentClaims claimsOf(AgentId patient) {
        Instant now = clock.instant();
        return new ConsentClaims(
                patient,
                PROVIDER,
                new ConsentedActions(List.of("read")),
                now.minusSeconds(1),
                now.plusSeconds(3600));
    }

    /// The use case, with the fakes behind it.
    public ConductHandshake conduct() {
        return conduct;
    }

    Visit visit() {
        return new Visit(SOURCE);
    }

    Visit visitFrom(SourceAddress source) {
        return new Visit(source);
    }

    static PatientMessage auth(PatientKey key) {
        return new PatientMessage.Auth(
                new Presentation(
                        new ConsentToken(Bytes.of(new byte[0]), new Signature(key.bytes())),
                        PATIENT,
                        key.presented(),
                        new AgentEndpoint("wss://patient.example/inbox")));
    }

    static PatientMessage answer(PatientKey key) {
        return new PatientMessage.ChallengeResponse(new Signature(key.bytes()));
    }

    /// The names of the audited actions, in order.
    public List<String> audited() {
        return audit.events().stream()
                .map(event ->
                        event instanceof AuditEvent.OfHandshake(var of)
                                ? of.getClass().getSimpleName()
                                : event.getClass().getSimpleName())
                .toList();
    }

    static UUID idIn(Reply reply) {
        return ((Reply.Complete) reply).relationship().value();
    }

    /// One patient agent's connection, and what it was told.
    final class Visit {
        final List<Reply> replies = new ArrayList<>();
        final HandshakeSession session;

        private Visit(SourceAddress source) {
            session = conduct.open(this::hear, source);
        }

        private void hear(Reply reply) {
            replies.add(reply);
        }

        Visit says(PatientMessage message) {
            session.receive(message);
            return this;
        }

        Reply last() {
            return replies.getLast();
        }
    }
}
