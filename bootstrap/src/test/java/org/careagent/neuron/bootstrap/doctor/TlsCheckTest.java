package org.careagent.neuron.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.doctor.Finding.Level;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/// What is found of certificates and their keys.
@Timeout(60)
final class TlsCheckTest {
    private static final String PASSWORD = "correct horse";
    private final Instant now = Instant.now();

    @TempDir private static Path store;
    @TempDir private Path folder;

    /// The Java platform makes certificates with this tool alone.
    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-keyalg",
                                    algorithm,
                                    "-alias",
                                    "clinic",
                                    "-dname",
                                    "CN=clinic.example",
                                    "-validity",
                                    "90",
                                    "-storetype",
                                    "PKCS12",
                                    "-storepass",
                                    PASSWORD,
                                    "-keystore",
                                    store.resolve(algorithm + ".p12").toString())
                            .redirectErrorStream(true)
                            .start();
            assertThat(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isNotNull();
            assertThat(keytool.waitFor()).isZero();
        }
    }

    private static KeyStore keys(String algorithm) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store.resolve(algorithm + ".p12"))) {
            keys.load(content, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static Path write(Path file, String content) throws IOException {
        var _ = Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(content), what);
    }

    private Path certificate(String algorithm) throws Exception {
        return write(
                folder.resolve("clinic.crt"),
                pem("CERTIFICATE", keys(algorithm).getCertificate("clinic").getEncoded()));
    }

    private Path key(String algorithm) throws Exception {
        Key key = keys(algorithm).getKey("clinic", PASSWORD.toCharArray());
        return write(folder.resolve("clinic.key"), pem("PRIVATE KEY", key.getEncoded()));
    }

    private List<Finding> look(Instant time, String... settings) throws IOException {
        return new TlsCheck(Installation.in(folder, settings), InstantSource.fixed(time))
                .findings();
    }

    private List<Finding> lookAt(Path certificate, Path key) throws IOException {
        return look(
                now,
                "server.tls.certificate",
                certificate.toString(),
                "server.tls.key",
                key.toString());
    }

    private static void assertFound(List<Finding> findings, Level level, String words) {
        assertThat(findings)
                .anySatisfy(finding -> {
                    assertThat(finding.level()).isEqualTo(level);
                    assertThat(finding.words()).contains(words);
                });
    }

    @ParameterizedTest
    @CsvSource({"RSA", "EC", "Ed25519"})
    void isGoodWithACertificateAndItsKey(String algorithm) throws Exception {
        List<Finding> findings = lookAt(certificate(algorithm), key(algorithm));

        assertThat(findings).hasSize(1);
        assertFound(findings, Level.OK, "clinic.crt is valid until ");
    }

    @ParameterizedTest
    @CsvSource({
        "59, OK, is valid until",
        "61, WARNING, ends ",
        "91, FAULT, ended ",
        "-1, FAULT, is valid only from "
    })
    void goesByTheDates(long days, Level level, String words) throws Exception {
        List<Finding> findings =
                look(
                        now.plus(Duration.ofDays(days)),
                        "server.tls.certificate",
                        certificate("EC").toString(),
                        "server.tls.key",
                        key("EC").toString());

        assertThat(findings).hasSize(1);
        assertFound(findings, level, words);
    }

    @Test
    void isBadWithAKeyThatIsAnothers() throws Exception {
        Path certificate = certificate("RSA");

        assertFound(lookAt(certificate, key("EC")), Level.FAULT, "is no private key in PEM for");
    }

    @Test
    void isOddWithAKeyOfAnotherForm() throws Exception {
        Path key = write(folder.resolve("old.key"), pem("RSA PRIVATE KEY", new byte[9]));

        assertFound(lookAt(certificate("RSA"), key), Level.WARNING, "is not PKCS#8");
    }

    @Test
    void isOddWithAKeyThatOthersMayRead() throws Exception {
        Path key = key("EC");
        var _ = Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

        assertFound(lookAt(certificate("EC"), key), Level.WARNING, "may read the private key");
    }

    @Test
    void isBadWithoutACertificateInTheFile() throws Exception {
        Path nothing = write(folder.resolve("nothing.crt"), "no certificate");

        assertFound(lookAt(nothing, key("EC")), Level.FAULT, "is no certificate in PEM");
    }

    @Test
    void opensAKeyStoreWithItsPasswordAndNoOther() throws Exception {
        Path right = write(folder.resolve("right"), PASSWORD + "\n");
        Path wrong = write(folder.resolve("wrong"), "battery staple\n");
        String file = store.resolve("EC.p12").toString();

        assertFound(
                look(now, "server.tls.keyStore", file, "server.tls.passwordFile", right.toString()),
                Level.OK,
                "EC.p12 is valid until ");
        List<Finding> findings =
                look(now, "server.tls.keyStore", file, "server.tls.passwordFile", wrong.toString());
        assertFound(findings, Level.FAULT, "does not open");
        assertThat(findings.toString()).doesNotContain("battery").doesNotContain("horse");
    }

    @Test
    void isServedByAProxyOrNotAtAll() throws Exception {
        assertFound(look(now), Level.OK, "only this machine connects");
        assertFound(look(now, "server.host", "0.0.0.0"), Level.WARNING, "in plain text");
        assertFound(
                look(
                        now,
                        "server.host",
                        "0.0.0.0",
                        "axon.endpointUrl",
                        "https://neuron.clinic.example"),
                Level.OK,
                "by the proxy");
    }
}
