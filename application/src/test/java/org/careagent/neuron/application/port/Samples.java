package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Things to store. The same number makes the same thing.
public final class Samples {
    /// When the consents of [#relationship] were issued.
    public static final Instant ISSUED = Instant.parse("2026-03-04T05:06:07.123456789Z");

    private Samples() {}

    /// A patient's agent id.
    public static AgentId patient(int number) {
        return new AgentId("patient-" + number);
    }

    /// A provider's NPI.
    public static Npi provider(int number) {
        String body = String.format("1%08d", number);
        return IntStream.rangeClosed(0, 9)
                .mapToObj(check -> Npi.parse(body + check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /// 32 bytes in the place of a key.
    public static PatientKey key(int number) {
        return new PatientKey(
                Bytes.of(ByteBuffer.allocate(PatientKey.LENGTH).putInt(~number).array()));
    }

    /// An active relationship with a name of its own, on a consent issued at [#ISSUED].
    public static Relationship relationship(AgentId patient, Npi provider) {
        return new Relationship(
                new RelationshipId(UUID.randomUUID()),
                patient,
                provider,
                new AgentEndpoint("wss://agent.example/inbox"),
                new ConsentedActions(List.of("read", "write")),
                ISSUED,
                ISSUED.plusSeconds(1),
                ISSUED.plusSeconds(2));
    }

    /// That `relationship` is founded.
    public static Change.Establish establish(Relationship relationship, PatientKey key) {
        return new Change.Establish(
                relationship, key, new IntroductionId(relationship.id().value()));
    }

    /// Makes `write` in `storage`, as a Neuron without an audit trail does.
    public static ChangeStore.Outcome apply(Storage storage, Write write) {
        Commit commit = new Commit(write, List.of());
        return storage.changes().commit(List.of(commit), Optional.empty()).outcomes().getFirst();
    }

    /// Makes `change` in `storage`; as [#apply(Storage, Write)].
    public static ChangeStore.Outcome apply(Storage storage, Change change) {
        return apply(storage, new Write.Relate(change));
    }

    /// `relationship` on another consent.
    public static Relationship withConsentOf(Relationship relationship, Instant issuedAt) {
        return new Relationship(
                relationship.id(),
                relationship.patient(),
                relationship.provider(),
                relationship.endpoint(),
                relationship.actions(),
                issuedAt,
                relationship.createdAt(),
                relationship.updatedAt());
    }
}
