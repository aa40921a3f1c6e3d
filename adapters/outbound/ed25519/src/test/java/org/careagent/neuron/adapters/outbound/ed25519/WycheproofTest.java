package org.careagent.neuron.adapters.outbound.ed25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The published vectors of C2SP/wycheproof; they are not in this repository.
class WycheproofTest {
    private static final Path FILE =
            Path.of(System.getProperty("neuron.vectors", "../../../../shared/vectors"))
                    .resolve("ed25519_test.json");

    @TestFactory
    Stream<DynamicTest> answersEveryVectorAsLabelled() {
        return vectors().stream()
                .map(vector -> dynamicTest(vector.name(), () -> answersAsLabelled(vector)));
    }

    @Test
    void thereAre151Vectors() {
        assertThat(vectors()).hasSize(151);
    }

    private static void answersAsLabelled(Vector vector) {
        SignatureCheck check =
                new BouncyCastleSignatureVerifier()
                        .verify(vector.key(), vector.message(), vector.signature());
        switch (vector.label()) {
            case "valid" -> assertThat(check).isInstanceOf(SignatureCheck.Holds.class);
            case "invalid" -> assertThat(check).isInstanceOf(SignatureCheck.BadSignature.class);
            default -> throw new AssertionError("an unknown label: " + vector.label());
        }
    }

    private record Vector(
            String name, PresentedKey key, Bytes message, Signature signature, String label) {}

    private static List<Vector> vectors() {
        assumeTrue(Files.exists(FILE), () -> "skipped: no Wycheproof vectors at " + FILE);
        return JsonMapper.shared()
                .readTree(FILE.toFile())
                .get("testGroups")
                .valueStream()
                .flatMap(WycheproofTest::vectors)
                .toList();
    }

    private static Stream<Vector> vectors(JsonNode group) {
        Bytes key = hex(group.get("publicKey").get("pk"));
        return group.get("tests")
                .valueStream()
                .map(test ->
                        new Vector(
                                "%s %s %s"
                                        .formatted(
                                                test.get("tcId"),
                                                test.get("flags"),
                                                test.get("comment")),
                                new PresentedKey(key),
                                hex(test.get("msg")),
                                new Signature(hex(test.get("sig"))),
                                test.get("result").asString()));
    }

    private static Bytes hex(JsonNode node) {
        return Bytes.of(HexFormat.of().parseHex(node.asString()));
    }
}
