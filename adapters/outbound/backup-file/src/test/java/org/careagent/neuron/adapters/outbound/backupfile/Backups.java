package org.careagent.neuron.adapters.outbound.backupfile;

import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.Binding;
import org.careagent.neuron.application.port.CopiedSnapshot;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.TrailFiles.Part;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Backups for tests: good ones, and ones that somebody has put together anew.
final class Backups {
    static final String MANIFEST = "manifest.json";
    static final BackupParts.Origin ORIGIN =
            new BackupParts.Origin(
                    provider(9),
                    "00000000-0000-4000-8000-000000000009",
                    "1.2.3",
                    List.of(key(1).bytes(), key(2).bytes()),
                    3,
                    ISSUED);
    static final AuditPosition END = new AuditPosition(7, "ab".repeat(32));

    private Backups() {}

    /// One of each thing with all that it may have, and one with as little as it may have.
    static CopiedSnapshot contents() {
        Relationship active = relationship(patient(1), provider(1));
        Relationship ended = oddRelationship();
        return new CopiedSnapshot(
                List.of(
                        new KeptRelationship(active, Optional.empty()),
                        new KeptRelationship(ended, Optional.of(ISSUED.plusNanos(1)))),
                List.of(new Binding(patient(1), key(1)), new Binding(patient(2), key(2))),
                List.of(wholeProvider(), bareProvider()),
                List.of(wholeApiKey(), bareApiKey()),
                List.of(
                        introduction(active, Introduction.Occasion.NEW, false),
                        introduction(ended, Introduction.Occasion.EXISTING, true)),
                new NodeBooks(
                        5,
                        Optional.of(new AuditMark(3, END)),
                        List.of(new AuditNote("{\"four\":4}"), new AuditNote("five\n\"5\""))));
    }

    private static Relationship oddRelationship() {
        return new Relationship(
                new RelationshipId(UUID.randomUUID()),
                new AgentId("agent \"ü\\😀/€"),
                provider(2),
                new AgentEndpoint("wss://agent.example/" + "x".repeat(500)),
                new ConsentedActions(List.of("read \"all\"", "🩺")),
                ISSUED.truncatedTo(ChronoUnit.SECONDS),
                ISSUED,
                ISSUED);
    }

    private static Provider wholeProvider() {
        return new Provider(
                provider(1),
                "Dr. Ada \"the\" Größe",
                List.of("physician", "surgeon"),
                Optional.of(new AgentEndpoint("wss://ada.example")),
                Optional.of("cardiology"),
                Optional.of(new ProviderKey(key(7).bytes())));
    }

    private static Provider bareProvider() {
        return new Provider(provider(2), "Bo", List.of("nurse"), Optional.empty());
    }

    private static KeptApiKey wholeApiKey() {
        ApiKey key =
                new ApiKey(
                        new ApiKeyId(UUID.randomUUID()),
                        "one",
                        Set.of(Scope.READ, Scope.PROVIDER),
                        Optional.of(provider(1)),
                        ISSUED,
                        Optional.of(ISSUED.plusSeconds(5)),
                        Optional.of(ISSUED.plusSeconds(6)));
        return new KeptApiKey(
                key,
                new ApiKeyHash(key(3).bytes()),
                Optional.of(ISSUED.plusSeconds(7).plusNanos(1)));
    }

    private static KeptApiKey bareApiKey() {
        ApiKey key =
                new ApiKey(
                        new ApiKeyId(UUID.randomUUID()),
                        "two",
                        Set.of(Scope.ADMIN),
                        Optional.empty(),
                        ISSUED,
                        Optional.empty(),
                        Optional.empty());
        return KeptApiKey.unused(key, new ApiKeyHash(key(4).bytes()));
    }

    private static KeptIntroduction introduction(
            Relationship of, Introduction.Occasion occasion, boolean acknowledged) {
        Introduction introduction =
                new Introduction(new IntroductionId(UUID.randomUUID()), of, key(1), occasion);
        return new KeptIntroduction(
                introduction, Optional.of(Samples.ISSUED).filter(_ -> acknowledged));
    }

    /// With an audit trail of two files and a checkpoint.
    static BackupParts parts() {
        BackupParts.Trail trail =
                new BackupParts.Trail(
                        END,
                        1,
                        List.of(
                                part("1.jsonl", "one\ntwo\n"),
                                part("3.jsonl", "three\n".repeat(40_000)),
                                part("checkpoints/7", "signed")));
        return new BackupParts(ORIGIN, contents(), Optional.of(trail));
    }

    static Part part(String name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new Part(name, content.length, () -> new ByteArrayInputStream(content));
    }

    /// Gives members another content, or takes them away, or puts others there.
    interface Editing {
        void edit(Map<String, String> members);
    }

    /// Does that to the backup `file`, and seals it anew.
    static void edit(Path file, Editing editing) throws IOException {
        Map<String, String> members = members(file);
        editing.edit(members);
        Files.delete(file);
        write(file, members);
    }

    /// The members of the zip file `file`, in their order.
    static Map<String, String> members(Path file) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] content = zip.getInputStream(entry).readAllBytes();
                members.put(entry.getName(), new String(content, StandardCharsets.UTF_8));
            }
        }
        return members;
    }

    /// Makes a sealed zip file of `members`.
    static void write(Path file, Map<String, String> members) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Seal seal = new Seal(out);
            BufferedOutputStream buffered = new BufferedOutputStream(seal);
            ZipOutputStream zip = new ZipOutputStream(buffered);
            zip.setComment(Seal.BLANK);
            for (Map.Entry<String, String> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
            zip.finish();
            buffered.flush();
            seal.put();
        }
    }
}
