package org.careagent.neuron.bootstrap.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a file with a private key in PEM holds.
sealed interface PemKey {
    /// A key that can be used.
    record Usable(PrivateKey key) implements PemKey {}

    /// A key in a form that Java does not know, or one with a password.
    record OfAnotherForm() implements PemKey {}

    /// None, or one for another kind of certificate.
    record Unreadable() implements PemKey {}

    /// Reads the key in `file`, which is of the kind of `publicKey`.
    static PemKey read(Path file, PublicKey publicKey) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Matcher pem = Form.PKCS8.matcher(text);
            if (pem.find()) {
                byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
                return new Usable(
                        KeyFactory.getInstance(publicKey.getAlgorithm())
                                .generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            }
            return Form.OTHER.matcher(text).find() ? new OfAnotherForm() : new Unreadable();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException _) {
            return new Unreadable();
        }
    }

    /// How PEM looks (RFC 7468).
    final class Form {
        private static final Pattern PKCS8 =
                Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
        private static final Pattern OTHER = Pattern.compile("-----BEGIN [A-Z ]+ PRIVATE KEY-----");

        private Form() {}
    }
}
