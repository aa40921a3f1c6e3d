package org.careagent.neuron.adapters.outbound.certificatefiles;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that is made in a test, with its private key and the certificates of its issuers.
///
/// It is for `localhost`, `127.0.0.1` and its own name.
///
/// @param chain its own first
/// @param key the private key of the first
public record TestCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final AtomicLong SERIALS = new AtomicLong(1);

    /// Keeps the list as it is now.
    public TestCertificate {
        chain = List.copyOf(chain);
    }

    /// What is to be made.
    ///
    /// @param subject like `CN=clinic.example`, or empty
    /// @param algorithm `RSA`, `EC`, a curve of EC like `secp256r1`, or `Ed25519`
    public record Wish(String subject, String algorithm, Instant start, Instant end) {
        /// Valid since yesterday, and for 90 days from now.
        public static Wish of(String subject, String algorithm) {
            Instant now = Instant.now();
            return new Wish(
                    subject,
                    algorithm,
                    now.minus(Duration.ofDays(1)),
                    now.plus(Duration.ofDays(90)));
        }

        /// The same, valid in another time.
        public Wish valid(Instant from, Instant until) {
            return new Wish(subject, algorithm, from, until);
        }
    }

    /// One that nobody but itself has signed.
    public static TestCertificate selfSigned(String subject, String algorithm) {
        return selfSigned(Wish.of(subject, algorithm));
    }

    /// One that nobody but itself has signed.
    public static TestCertificate selfSigned(Wish wish) {
        KeyPair keys = keys(wish.algorithm());
        return new TestCertificate(
                List.of(certificate(wish, keys, wish.subject(), keys.getPrivate())),
                keys.getPrivate());
    }

    /// One that this one has signed.
    public TestCertificate issue(Wish wish) {
        KeyPair keys = keys(wish.algorithm());
        X509Certificate issued =
                certificate(wish, keys, own().getSubjectX500Principal().getName(), key);
        return new TestCertificate(
                Stream.concat(Stream.of(issued), chain.stream()).toList(), keys.getPrivate());
    }

    /// The certificate itself.
    public X509Certificate own() {
        return chain.getFirst();
    }

    /// The chain in PEM.
    public String chainPem() {
        return chain.stream()
                .map(TestCertificate::encoded)
                .map(der -> pem("CERTIFICATE", der))
                .collect(Collectors.joining());
    }

    /// The private key in PEM.
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /// Key and chain as a file in PKCS#12.
    public byte[] keyStore(String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password.toCharArray());
            store.setKeyEntry(
                    "neuron", key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the pair in PEM: `NAME.crt` and `NAME.key` in `folder`.
    public CertificateSource.PemPair writePem(Path folder, String name) {
        try {
            return new CertificateSource.PemPair(
                    Files.writeString(folder.resolve(name + ".crt"), chainPem()),
                    Files.writeString(folder.resolve(name + ".key"), keyPem()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A block of PEM.
    public static String pem(String label, byte[] content) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, lines.encodeToString(content), label);
    }

    /// A client's trust in `certificates`, and in nobody else.
    public static SSLContext trusting(X509Certificate... certificates) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry(certificate.getSerialNumber().toString(), certificate);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String algorithm) {
        try {
            boolean isCurve = algorithm.startsWith("secp");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(isCurve ? "EC" : algorithm);
            if (isCurve) {
                generator.initialize(new ECGenParameterSpec(algorithm));
            } else if (algorithm.equals("RSA")) {
                // Good enough for a test, and soon found.
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            Wish wish, KeyPair keys, String issuer, PrivateKey issuerKey) {
        V3TBSCertificateGenerator wanted = new V3TBSCertificateGenerator();
        wanted.setSerialNumber(new ASN1Integer(BigInteger.valueOf(SERIALS.getAndIncrement())));
        wanted.setIssuer(new X500Name(issuer));
        wanted.setSubject(new X500Name(wish.subject()));
        wanted.setStartDate(new Time(Date.from(wish.start())));
        wanted.setEndDate(new Time(Date.from(wish.end())));
        wanted.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        try {
            wanted.setExtensions(extensions(wish));
            return signed(wanted, issuerKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Extensions extensions(Wish wish) throws IOException {
        Stream<GeneralName> names =
                Stream.of(
                        new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        Stream<GeneralName> own =
                wish.subject().startsWith("CN=")
                        ? Stream.of(
                                new GeneralName(GeneralName.dNSName, wish.subject().substring(3)))
                        : Stream.empty();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.subjectAlternativeName,
                wish.subject().isEmpty(),
                new GeneralNames(Stream.concat(names, own).toArray(GeneralName[]::new)));
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return extensions.generate();
    }

    private static X509Certificate signed(V3TBSCertificateGenerator wanted, PrivateKey key)
            throws GeneralSecurityException, IOException {
        AlgorithmIdentifier algorithm = algorithm(key);
        wanted.setSignature(algorithm);
        TBSCertificate content = wanted.generateTBSCertificate();
        Signature signature = Signature.getInstance(name(key));
        signature.initSign(key);
        signature.update(content.getEncoded());
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(content);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(new DERSequence(parts).getEncoded()));
    }

    private static String name(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
    }

    private static AlgorithmIdentifier algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" ->
                    new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            case "EC" -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            default -> new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112"));
        };
    }
}
