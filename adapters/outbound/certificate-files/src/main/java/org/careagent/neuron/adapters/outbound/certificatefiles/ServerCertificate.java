package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A server's certificate, with all that it takes to serve TLS by it.
public final class ServerCertificate {
    // Of a key store that never leaves the memory.
    private static final char[] NO_SECRET = "in memory".toCharArray();
    private static final byte[] SAMPLE = "neuron".getBytes(StandardCharsets.US_ASCII);

    private final List<X509Certificate> chain;
    private final SSLContext context;

    private ServerCertificate(List<X509Certificate> chain, SSLContext context) {
        this.chain = List.copyOf(chain);
        this.context = context;
    }

    /// The files that it is from.
    record Origin(String chain, String key) {}

    /// That of `key`, if it and `chain` belong together. Whether it is valid by now is for others
    /// to say.
    static Loading<ServerCertificate> of(
            Origin origin, List<X509Certificate> chain, PrivateKey key) {
        if (!belong(key, chain.getFirst().getPublicKey())) {
            return Loading.faulty(
                    "the private key in "
                            + origin.key()
                            + " is not that of the first certificate in "
                            + origin.chain(),
                    "Put there the two that were made together, the server's own certificate before"
                            + " those of its issuers.");
        }
        try {
            return new Loading.Loaded<>(new ServerCertificate(chain, context(chain, key)));
        } catch (KeyStoreException _) {
            return Loading.faulty(
                    "the certificates in " + origin.chain() + " are no chain",
                    "Each must be followed by that of its issuer, and none be there twice.");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS cannot be served by this Java platform", e);
        }
    }

    /// Whether what the one signs the other verifies.
    private static boolean belong(PrivateKey key, PublicKey publicKey) {
        try {
            Signature signature = Signature.getInstance(algorithm(publicKey));
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(SAMPLE);
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

    private static SSLContext context(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_SECRET);
        store.setKeyEntry("server", key, NO_SECRET, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_SECRET);
        SSLContext context = SSLContext.getInstance("TLS");
        // No client shows a certificate, so nobody's is trusted.
        context.init(keys.getKeyManagers(), new TrustManager[0], null);
        return context;
    }

    /// What serves TLS by it. Which versions of TLS it may be is not settled in it.
    public SSLContext context() {
        return context;
    }

    /// The server's own certificate, and after each that of its issuer.
    public List<X509Certificate> chain() {
        return chain;
    }

    /// The server's own certificate.
    public X509Certificate own() {
        return chain.getFirst();
    }

    /// What it is called: its subject, or where that is empty, the names that it is for.
    public String name() {
        String subject = own().getSubjectX500Principal().getName();
        return subject.isEmpty() ? names() : subject;
    }

    // [kind, name] each (RFC 5280, section 4.2.1.6)
    private String names() {
        try {
            return Optional.ofNullable(own().getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .map(name -> String.valueOf(name.get(1)))
                    .collect(Collectors.joining(", "));
        } catch (CertificateParsingException _) {
            return "";
        }
    }

    /// From when on it is valid.
    public Instant start() {
        return own().getNotBefore().toInstant();
    }

    /// Until when it is valid.
    public Instant end() {
        return own().getNotAfter().toInstant();
    }
}
