package org.careagent.neuron.adapters.outbound.backupfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.careagent.neuron.adapters.outbound.backupfile.Backups.MANIFEST;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.BackupWriter.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipOutputStream;

/// What is not as it was written is not read.
@Timeout(120)
final class BackupFileTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("backup.zip");
        assertThat(new ZipBackupWriter().write(file, Backups.parts()))
                .isInstanceOf(Outcome.Written.class);
    }

    @Test
    void isRefusedWithAFlippedBitWherever() throws IOException {
        long length = Files.size(file);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (long at = 0; at < length; at++) {
                flip(channel, at, (byte) (1 << at % 8));
                var _ = refused();
                flip(channel, at, (byte) (1 << at % 8));
            }
        }
        try (BackupFile mended = BackupFile.open(file)) {
            mended.verify();
        }
    }

    private static void flip(FileChannel channel, long at, byte bit) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, at);
        channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ bit)}), at);
    }

    @Test
    void isRefusedWithoutItsEnd() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int kept : List.of(0, 1, 63, 64, 200, whole.length / 2, whole.length - 1)) {
            Files.write(file, Arrays.copyOf(whole, kept));

            refused().withMessageContaining("copied only in part");
        }
    }

    @Test
    void isRefusedWithoutItsBeginning() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOfRange(whole, 1, whole.length));

        refused().withMessageContaining("changed or damaged");
    }

    @Test
    void isRefusedWithSomethingBehindIt() throws IOException {
        Files.writeString(file, "\n", StandardOpenOption.APPEND);

        var _ = refused();
    }

    @Test
    void isRefusedIfThereIsNone() {
        file = folder.resolve("none.zip");

        refused().withMessage("there is no such file");
    }

    @Test
    void isNoFolder() {
        file = folder;

        refused().withMessage("there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "a letter to somebody", "{\"kind\":\"neuron backup\"}"})
    void isNoOtherFile(String content) throws IOException {
        Files.writeString(file, content);

        refused().withMessageContaining("not a backup of a Neuron");
    }

    @Test
    void isNoOtherZipFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment("of holiday pictures, which have a long comment: " + "x".repeat(200));
        }
        Files.write(file, bytes.toByteArray());

        refused().withMessageContaining("not a backup of a Neuron");
    }

    @Test
    void isNoSealedFileThatIsNoZipFile() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Seal seal = new Seal(out);
            seal.write(("no zip file" + Seal.BLANK).getBytes(StandardCharsets.UTF_8));
            seal.put();
        }

        refused().withMessageContaining("cannot be read");
    }

    @Test
    void isNoneWithoutAManifest() throws IOException {
        Backups.edit(file, members -> members.remove(MANIFEST));

        refused().withMessageContaining("no manifest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "kind":"neuron backup"       | "kind":"something"         | not a backup of a Neuron
                    "kind":"neuron backup",      | ''                         | not a backup of a Neuron
                    "format":1                   | "format":2                 | use the version that made it: 1.2.3
                    "format":1,                  | ''                         | another format
                    "node_id":                   | "node":                    | not of the form
                    "other_nodes":3              | "other_nodes":-3           | not of the form
                    "other_nodes":3              | "other_nodes":3.5          | not of the form
                    "other_nodes":3              | "other_nodes":1e99         | not of the form
                    "last_sequence":7            | "last_sequence":"7"        | not of the form
                    "relationships":2            | "relationships":null       | not of the form
                    "public_keys":["             | "public_keys":["%          | not of the form
                    "made_at":"2026              | "made_at":"MMXXVI          | not of the form
                    "kind"                       | "kind":"x","kind"          | manifest.json is damaged
                    {"kind"                      | ["kind"                    | manifest.json is damaged
                    "relationships":2            | "relationships":3          | 2 rows, and its manifest says 3
                    "audit/1.jsonl","bytes":8    | "audit/1.jsonl","bytes":9  | audit/1.jsonl in it is not what was written
                    "audit/1.jsonl","bytes":8    | "audit/1.jsonl","bytes":7  | audit/1.jsonl in it is not what was written
                    "audit/1.jsonl","bytes":8    | "audit/1.jsonl","bytes":9223372036854775807 | is not what was written
                    audit/1.jsonl                | audit/2.jsonl              | its members are not those
                    """)
    void isRefusedIfItsManifestSays(String before, String after, String why) throws IOException {
        Backups.edit(
                file,
                members -> {
                    String manifest = text(members, MANIFEST);
                    assertThat(manifest).contains(before);
                    members.put(MANIFEST, manifest.replaceFirst("\\Q" + before + "\\E", after));
                });

        refused().withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relationships.jsonl",
                "bindings.jsonl",
                "providers.jsonl",
                "api-keys.jsonl",
                "introductions.jsonl",
                "node.json",
                "audit/3.jsonl",
                "audit/checkpoints/7"
            })
    void isRefusedWithoutOneOfItsMembers(String name) throws IOException {
        Backups.edit(file, members -> assertThat(members.remove(name)).isNotNull());

        refused().withMessageContaining("one is missing");
    }

    @Test
    void isRefusedWithoutAMemberThatTheManifestDoesNotNameEither() throws IOException {
        Backups.edit(
                file,
                members -> {
                    members.remove("bindings.jsonl");
                    members.compute(
                            MANIFEST,
                            (_, text) ->
                                    text.replaceFirst("\\{\"name\":\"bindings.jsonl\"[^}]*},", ""));
                });

        refused().withMessageContaining("bindings.jsonl is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "../x", "audit/../../x", "/etc/x", "relationships.jsonl/", "audit"})
    void isRefusedWithAMemberThatIsNotItsOwn(String name) throws IOException {
        Backups.edit(file, members -> members.put(name, ""));

        refused().withMessageContaining("one too many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "../x", "/etc/x", "audit", "manifest.json", "NODE.JSON"})
    void isRefusedWithAMemberThatNoBackupHas(String name) throws IOException {
        Backups.edit(
                file,
                members -> {
                    members.putIfAbsent(name, "");
                    members.compute(MANIFEST, (_, text) -> naming(name, text));
                });

        refused().withMessageContaining("a member that no backup has");
    }

    @Test
    void isRefusedWithATrailThatTheManifestDoesNotTellOf() throws IOException {
        Backups.edit(
                file,
                members ->
                        members.compute(
                                MANIFEST,
                                (_, text) -> text.replaceFirst("\"audit\":\\{[^}]*},", "")));

        refused().withMessageContaining("a member that no backup has");
    }

    @Test
    void isRefusedIfTheManifestNamesAMemberTwice() throws IOException {
        Backups.edit(
                file, members -> members.compute(MANIFEST, (_, text) -> naming("node.json", text)));

        refused().withMessageContaining("its members are not those");
    }

    private static String naming(String name, String manifest) {
        return manifest.replace(
                "\"files\":[",
                "\"files\":[{\"name\":\"%s\",\"bytes\":0,\"sha256\":\"%s\"},"
                        .formatted(name, Sha.of("")));
    }

    @Test
    void isRefusedWithADoubledMember() throws IOException {
        Map<String, String> members = Backups.members(file);
        members.put("nodeXjson", text(members, "node.json"));
        Files.delete(file);
        Backups.write(file, members);
        // The names are as long, so the zip file stays one.
        byte[] content = Files.readAllBytes(file);
        replaceAll(content, "nodeXjson", "node.json");
        Files.delete(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            Seal seal = new Seal(out);
            seal.write(content);
            seal.put();
        }

        var _ = refused();
    }

    private static void replaceAll(byte[] content, String before, String after) {
        String text = new String(content, StandardCharsets.ISO_8859_1).replace(before, after);
        byte[] replaced = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(replaced, 0, content, 0, content.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    relationships.jsonl | "created_at":"      | "created_at":"X   | relationships.jsonl
                    relationships.jsonl | "provider_npi":"1   | "provider_npi":"2 | relationships.jsonl
                    relationships.jsonl | "patient_agent_id"  | "patient"         | relationships.jsonl
                    bindings.jsonl      | "patient_public_key":" | "patient_public_key":"A | bindings.jsonl
                    providers.jsonl     | ["nurse"]           | [7]               | providers.jsonl
                    providers.jsonl     | wss://              | gopher://         | providers.jsonl
                    api-keys.jsonl      | ["admin"]           | ["god"]           | api-keys.jsonl
                    introductions.jsonl | "status":"new"      | "status":"old"    | introductions.jsonl
                    node.json           | "last_owed":5       | "last_owed":"5"   | node.json
                    node.json           | {"last_owed"        | ["last_owed"      | node.json
                    """)
    void isRefusedWithARowThatBreaksARule(String member, String before, String after, String why)
            throws IOException {
        Backups.edit(
                file,
                members -> {
                    edited(
                            members,
                            member,
                            text -> {
                                assertThat(text).contains(before);
                                return text.replace(before, after);
                            });
                });

        refused().withMessageContaining(why).withMessageContaining("line ");
    }

    @Test
    void isRefusedWithARowThatHasNoEnd() throws IOException {
        Backups.edit(file, members -> edited(members, "providers.jsonl", String::strip));

        refused().withMessageContaining("line 2 has no end");
    }

    private static String text(Map<String, String> members, String name) {
        return Optional.ofNullable(members.get(name)).orElseThrow();
    }

    /// The manifest goes along with it.
    private static void edited(
            Map<String, String> members, String member, UnaryOperator<String> editing) {
        String before = text(members, member);
        String after = editing.apply(before);
        members.put(member, after);
        members.compute(
                MANIFEST,
                (_, text) ->
                        text.replace(Sha.of(before), Sha.of(after))
                                .replaceFirst(
                                        "(\"" + member + "\",\"bytes\":)[0-9]+",
                                        "$1" + after.getBytes(StandardCharsets.UTF_8).length));
    }

    /// A member that unpacks to a thousand times its size is read until it is longer than it says.
    @Test
    void unpacksNoMoreThanItSays() throws IOException {
        Backups.edit(file, members -> members.put("node.json", " ".repeat(50_000_000)));

        refused().withMessageContaining("node.json in it is not what was written there");
    }

    @Test
    void tellsNothingOfWhatIsInIt() throws IOException {
        Backups.edit(
                file,
                members ->
                        edited(
                                members,
                                "bindings.jsonl",
                                text -> text.replace("patient-1", "\\u0000")));

        refused().satisfies(why -> assertThat(why.getMessage()).doesNotContain("patient"));
    }

    @Test
    void isGoodWithoutATrail() {
        file = folder.resolve("other.zip");
        BackupParts parts = new BackupParts(Backups.ORIGIN, Backups.contents(), Optional.empty());
        assertThat(new ZipBackupWriter().write(file, parts)).isInstanceOf(Outcome.Written.class);

        try (BackupFile backup = BackupFile.open(file)) {
            backup.verify();
        }
    }

    private ThrowableAssertAlternative<BackupUnusableException> refused() {
        return assertThatExceptionOfType(BackupUnusableException.class)
                .isThrownBy(() -> {
                    try (BackupFile backup = BackupFile.open(file)) {
                        backup.verify();
                    }
                });
    }

    /// Hashes of texts.
    private static final class Sha {
        static String of(String text) {
            try (Measuring measured = new Measuring(OutputStream.nullOutputStream())) {
                measured.write(text.getBytes(StandardCharsets.UTF_8));
                return measured.sha256();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
