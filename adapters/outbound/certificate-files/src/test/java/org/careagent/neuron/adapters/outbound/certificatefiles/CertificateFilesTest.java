package org.careagent.neuron.adapters.outbound.certificatefiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What certificates and keys are read from files, and what is said of those that are not.
@Timeout(60)
final class CertificateFilesTest {
    private static final String PASSWORD = "correct horse";
    private static final TestCertificate EC = TestCertificate.selfSigned("CN=ec.example", "EC");
    private static final TestCertificate RSA = TestCertificate.selfSigned("CN=rsa.example", "RSA");

    @TempDir private Path folder;

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Loading<ServerCertificate> load(String certificate, String key) throws IOException {
        return CertificateFiles.load(
                new CertificateSource.PemPair(
                        write("clinic.crt", certificate), write("clinic.key", key)));
    }

    private static ServerCertificate loaded(Loading<ServerCertificate> loading) {
        assertThat(loading).isInstanceOf(Loading.Loaded.class);
        return ((Loading.Loaded<ServerCertificate>) loading).value();
    }

    private static Fault fault(Loading<ServerCertificate> loading) {
        assertThat(loading).isInstanceOf(Loading.Faulty.class);
        List<Fault> faults = ((Loading.Faulty<ServerCertificate>) loading).faults();
        assertThat(faults).hasSize(1);
        return faults.getFirst();
    }

    @Nested
    class InPem {
        @ParameterizedTest
        @ValueSource(strings = {"RSA", "secp256r1", "secp384r1", "secp521r1", "Ed25519"})
        void areReadWithTheirKey(String algorithm) throws Exception {
            TestCertificate clinic = TestCertificate.selfSigned("CN=clinic.example", algorithm);

            ServerCertificate read = loaded(load(clinic.chainPem(), clinic.keyPem()));

            assertThat(read.chain()).isEqualTo(clinic.chain());
            assertThat(read.name()).isEqualTo("CN=clinic.example");
            assertThat(read.end()).isEqualTo(clinic.own().getNotAfter().toInstant());
        }

        @Test
        void areAChainInTheOrderOfTheFile() throws Exception {
            TestCertificate clinic = chain();

            assertThat(loaded(load(clinic.chainPem(), clinic.keyPem())).chain())
                    .hasSize(3)
                    .isEqualTo(clinic.chain());
        }

        @Test
        void mayStandInOneFileWithTheKeyAndOtherText() throws Exception {
            Path file =
                    write(
                            "all.pem",
                            "Bag Attributes: \u00e9\n"
                                    + TestCertificate.pem("EC PARAMETERS", new byte[] {6, 0})
                                    + RSA.keyPem().replace("\n", "\r\n")
                                    + "subject=CN = rsa.example\n"
                                    + RSA.chainPem());

            assertThat(
                            loaded(CertificateFiles.load(new CertificateSource.PemPair(file, file)))
                                    .own())
                    .isEqualTo(RSA.own());
        }

        @Test
        void haveAKeyInAnOlderFormPerhaps() throws Exception {
            byte[] pkcs1 =
                    PrivateKeyInfo.getInstance(RSA.key().getEncoded())
                            .parsePrivateKey()
                            .toASN1Primitive()
                            .getEncoded();

            assertThat(
                            loaded(
                                            load(
                                                    RSA.chainPem(),
                                                    TestCertificate.pem("RSA PRIVATE KEY", pkcs1)))
                                    .own())
                    .isEqualTo(RSA.own());
        }

        @ParameterizedTest
        @CsvSource({"secp256r1, 256", "secp384r1, 384", "secp521r1, 521"})
        void haveAKeyInTheOlderFormOfEcPerhaps(String curve, int bits) throws Exception {
            TestCertificate clinic = TestCertificate.selfSigned("CN=clinic.example", curve);

            assertThat(loaded(load(clinic.chainPem(), sec1(clinic, curve, bits))).own())
                    .isEqualTo(clinic.own());
        }

        private String sec1(TestCertificate certificate, String curve, int bits)
                throws IOException {
            Map<String, ASN1ObjectIdentifier> names =
                    Map.of(
                            "secp256r1", SECObjectIdentifiers.secp256r1,
                            "secp384r1", SECObjectIdentifiers.secp384r1,
                            "secp521r1", SECObjectIdentifiers.secp521r1);
            ECPrivateKey key = (ECPrivateKey) certificate.key();
            return TestCertificate.pem(
                    "EC PRIVATE KEY",
                    new org.bouncycastle.asn1.sec.ECPrivateKey(bits, key.getS(), names.get(curve))
                            .getEncoded());
        }

        @Test
        void mayHaveEndedOrNotBegun() throws Exception {
            Instant now = Instant.now();
            Duration day = Duration.ofDays(1);
            TestCertificate.Wish wish = TestCertificate.Wish.of("CN=clinic.example", "EC");
            TestCertificate ended =
                    TestCertificate.selfSigned(
                            wish.valid(now.minus(day.multipliedBy(2)), now.minus(day)));
            TestCertificate early =
                    TestCertificate.selfSigned(
                            wish.valid(now.plus(day), now.plus(day.multipliedBy(2))));

            assertThat(loaded(load(ended.chainPem(), ended.keyPem())).end()).isBefore(now);
            assertThat(loaded(load(early.chainPem(), early.keyPem())).start()).isAfter(now);
        }

        @Test
        void areCalledByTheirNamesIfTheyHaveNoSubject() throws Exception {
            TestCertificate nameless = EC.issue(TestCertificate.Wish.of("", "EC"));

            assertThat(loaded(load(nameless.chainPem(), nameless.keyPem())).name())
                    .isEqualTo("localhost, 127.0.0.1");
        }
    }

    private static TestCertificate chain() {
        return TestCertificate.selfSigned("CN=Root", "EC")
                .issue(TestCertificate.Wish.of("CN=Intermediate", "Ed25519"))
                .issue(TestCertificate.Wish.of("CN=clinic.example", "EC"));
    }

    @Nested
    class InPkcs12 {
        private Loading<ServerCertificate> load(byte[] content, String password)
                throws IOException {
            Path file = Files.write(folder.resolve("clinic.p12"), content);
            return CertificateFiles.load(
                    new CertificateSource.KeyStoreFile(file, password::toCharArray));
        }

        @ParameterizedTest
        @ValueSource(strings = {"RSA", "EC", "Ed25519"})
        void areReadWithTheirKey(String algorithm) throws Exception {
            TestCertificate clinic = TestCertificate.selfSigned("CN=clinic.example", algorithm);

            assertThat(loaded(load(clinic.keyStore(PASSWORD), PASSWORD)).chain())
                    .isEqualTo(clinic.chain());
        }

        @Test
        void areAChain() throws Exception {
            TestCertificate clinic = chain();

            assertThat(loaded(load(clinic.keyStore(PASSWORD), PASSWORD)).chain())
                    .isEqualTo(clinic.chain());
        }

        @Test
        void mayHaveNoPassword() throws Exception {
            assertThat(loaded(load(EC.keyStore(""), "")).own()).isEqualTo(EC.own());
        }

        @ParameterizedTest
        @ValueSource(strings = {"battery staple", ""})
        void openWithTheirPasswordAndNoOther(String other) throws Exception {
            assertThat(fault(load(EC.keyStore(PASSWORD), other)))
                    .isEqualTo(
                            new Fault(
                                    folder.resolve("clinic.p12")
                                            + " does not open with that password",
                                    "Check the file with the password."));
        }

        @Test
        void areReadWholeOrNotAtAll() throws Exception {
            byte[] whole = EC.keyStore(PASSWORD);

            for (int length : List.of(0, 1, 10, whole.length / 2, whole.length - 1)) {
                assertThat(fault(load(Arrays.copyOf(whole, length), PASSWORD)).words())
                        .endsWith("does not open: it is no PKCS#12 file, or is cut off");
            }
        }

        @Test
        void areNotFoundInAFileOfTrustedOnes() throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", EC.own());

            assertThat(fault(load(bytes(store), PASSWORD)).words())
                    .endsWith("holds no private key with its certificate");
        }

        @Test
        void areAlone() throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (TestCertificate each : List.of(EC, RSA)) {
                store.setKeyEntry(
                        each.own().getSubjectX500Principal().getName(),
                        each.key(),
                        PASSWORD.toCharArray(),
                        new X509Certificate[] {each.own()});
            }

            assertThat(fault(load(bytes(store), PASSWORD)).words())
                    .endsWith("holds more than one private key");
        }

        private byte[] bytes(KeyStore store) throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, PASSWORD.toCharArray());
            return out.toByteArray();
        }
    }

    @Nested
    class ThatCannotBeUsed {
        @Test
        void haveTheKeyOfAnother() throws Exception {
            TestCertificate other = TestCertificate.selfSigned("CN=other.example", "EC");
            String words =
                    "the private key in "
                            + folder.resolve("clinic.key")
                            + " is not that of the first certificate in "
                            + folder.resolve("clinic.crt");

            assertThat(fault(load(EC.chainPem(), other.keyPem())).words()).isEqualTo(words);
            assertThat(fault(load(EC.chainPem(), RSA.keyPem())).words()).isEqualTo(words);
        }

        @Test
        void areNoChain() throws Exception {
            TestCertificate clinic = chain();
            String itself = EC.chainPem();

            assertThat(fault(load(itself + RSA.chainPem(), EC.keyPem())).words())
                    .isEqualTo(
                            "the certificates in "
                                    + folder.resolve("clinic.crt")
                                    + " are no chain");
            assertThat(fault(load(itself + itself, EC.keyPem())).words()).endsWith("are no chain");
            assertThat(fault(load(chainPemOf(clinic.chain().reversed()), clinic.keyPem())).advice())
                    .contains("the server's own certificate before");
        }

        private String chainPemOf(List<X509Certificate> chain) {
            return new TestCertificate(chain, EC.key()).chainPem();
        }

        @Test
        void areNotThereAndAllOfThemIsSaid() {
            Path certificate = folder.resolve("no.crt");
            Path key = folder.resolve("no.key");

            assertThat(CertificateFiles.load(new CertificateSource.PemPair(certificate, key)))
                    .isEqualTo(
                            new Loading.Faulty<ServerCertificate>(
                                    List.of(
                                            new Fault(
                                                    certificate + " is not there",
                                                    "Check the path."),
                                            new Fault(key + " is not there", "Check the path."))));
        }

        @ParameterizedTest(name = "{1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        no certificate                                                          | holds no certificate in PEM
                        -----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----                | certificate 1 in FILE is damaged
                        -----BEGIN CERTIFICATE-----A*-----END CERTIFICATE-----                  | certificate 1 in FILE is damaged
                        -----BEGIN CERTIFICATE-----AAAA                                         | is cut off: a block of PEM in it does not end
                        -----BEGIN X-----AAAA-----END X----- -----BEGIN CERTIFICATE-----AAAA--- | is cut off: a block of PEM in it does not end
                        """)
        void haveAFileThatIsNoCertificate(String content, String words) throws Exception {
            assertThat(fault(load(content, EC.keyPem())).words())
                    .endsWith(words.replace("FILE", folder.resolve("clinic.crt").toString()));
        }

        @ParameterizedTest(name = "{1}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        no key                                                                                    | holds no private key in PEM
                        -----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----                                  | is damaged, or of a kind that TLS is not served with
                        -----BEGIN PRIVATE KEY-----A*-----END PRIVATE KEY-----                                    | is damaged, or of a kind that TLS is not served with
                        -----BEGIN EC PRIVATE KEY-----AAAA-----END EC PRIVATE KEY-----                            | is damaged, or of a kind that TLS is not served with
                        -----BEGIN RSA PRIVATE KEY-----AAAA-----END RSA PRIVATE KEY-----                          | is damaged, or of a kind that TLS is not served with
                        -----BEGIN OPENSSH PRIVATE KEY-----AAAA-----END OPENSSH PRIVATE KEY-----                  | is damaged, or of a kind that TLS is not served with
                        -----BEGIN PRIVATE KEY-----AAAA                                                           | is cut off: a block of PEM in it does not end
                        -----BEGIN ENCRYPTED PRIVATE KEY-----AAAA-----END ENCRYPTED PRIVATE KEY-----              | is encrypted
                        -----BEGIN RSA PRIVATE KEY-----Proc-Type: 4,ENCRYPTED DEK: x AAAA-----END RSA PRIVATE KEY----- | is encrypted
                        """)
        void haveAFileThatIsNoKey(String content, String words) throws Exception {
            Fault fault = fault(load(EC.chainPem(), content));

            assertThat(fault.words())
                    .contains(folder.resolve("clinic.key").toString())
                    .endsWith(words);
            assertThat(fault.line()).doesNotContain("AAAA");
        }

        @Test
        void haveAKeyThatTlsIsNotServedWith() throws Exception {
            byte[] dsa =
                    KeyPairGenerator.getInstance("DSA").generateKeyPair().getPrivate().getEncoded();

            assertThat(fault(load(EC.chainPem(), TestCertificate.pem("PRIVATE KEY", dsa))).advice())
                    .isEqualTo("Take a key of RSA, of EC (P-256, P-384 or P-521) or of Ed25519.");
        }

        @Test
        void haveTwoKeys() throws Exception {
            assertThat(fault(load(EC.chainPem(), EC.keyPem() + RSA.keyPem())).words())
                    .isEqualTo(folder.resolve("clinic.key") + " holds more than one private key");
        }

        @Test
        void areFarTooLong() throws Exception {
            assertThat(fault(load(EC.chainPem(), " ".repeat(1_048_577))).words())
                    .endsWith("is too long for what it should be");
        }

        @Test
        void areAFolder() {
            assertThat(
                            fault(
                                            CertificateFiles.load(
                                                    new CertificateSource.KeyStoreFile(
                                                            folder, () -> new char[0])))
                                    .words())
                    .isEqualTo(folder + " is no file");
        }
    }
}
