package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.datafolder.PublicKeyPem;
import org.careagent.neuron.domain.identity.Bytes;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// `--key FILE`: a public key to verify with.
final class VerifyingKey {
    private static final int LONGEST = 64 << 10;
    private static final int KEY_LENGTH = 32;

    private VerifyingKey() {}

    /// @throws CommandFailure if `file` holds no Ed25519 key
    static Bytes read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            String text = new String(content.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
            return PublicKeyPem.parse(text)
                    .or(() -> jwk(text))
                    .orElseThrow(() ->
                            new CommandFailure(
                                    ExitStatus.USAGE,
                                    "--key: " + file + " holds no Ed25519 key in PEM or JWK"));
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.USAGE, "--key: cannot read " + file + ": " + e);
        }
    }

    private static Optional<Bytes> jwk(String text) {
        try {
            JsonNode jwk = JsonMapper.shared().readTree(text);
            return jwk.path("kty").asString("").equals("OKP")
                            && jwk.path("crv").asString("").equals("Ed25519")
                    ? Optional.of(
                                    Bytes.of(
                                            Base64.getUrlDecoder()
                                                    .decode(jwk.path("x").asString(""))))
                            .filter(key -> key.length() == KEY_LENGTH)
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
