package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.bootstrap.settings.Secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/// Certificates in files, and what can be told of them.
final class Certificates {
    /// How long before its end a certificate is to be renewed.
    static final Duration SOON = Duration.ofDays(30);

    private Certificates() {}

    /// How a certificate stands at a time.
    enum Validity {
        GOOD,
        ENDS_SOON,
        ENDED,
        NOT_YET
    }

    static Validity validity(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            return Validity.ENDED;
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Validity.NOT_YET;
        }
        return Duration.between(now, end).compareTo(SOON) < 0 ? Validity.ENDS_SOON : Validity.GOOD;
    }

    /// The first certificate in `file`, which is the server's own; empty if it holds none.
    static Optional<X509Certificate> first(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(content).stream()
                    .findFirst()
                    .flatMap(Certificates::x509);
        } catch (CertificateException _) {
            return Optional.empty();
        }
    }

    /// The certificate of the first private key in the PKCS#12 file; empty if it holds none.
    ///
    /// @throws IOException if it cannot be read, or with that password
    /// @throws GeneralSecurityException if the key cannot
    static Optional<X509Certificate> inKeyStore(Path file, Optional<Secret> password)
            throws IOException, GeneralSecurityException {
        char[] opening = password.map(Secret::value).orElse("").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, opening);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, opening) instanceof PrivateKey) {
                return Optional.ofNullable(store.getCertificate(alias)).flatMap(Certificates::x509);
            }
        }
        return Optional.empty();
    }

    private static Optional<X509Certificate> x509(Certificate certificate) {
        return certificate instanceof X509Certificate x509 ? Optional.of(x509) : Optional.empty();
    }

    /// Whether what the one signs the other verifies.
    static boolean belong(PrivateKey key, PublicKey publicKey) {
        byte[] text = "neuron doctor".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm(publicKey));
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
