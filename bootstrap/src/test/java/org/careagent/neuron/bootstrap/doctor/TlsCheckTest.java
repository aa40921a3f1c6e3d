package org.careagent.neuron.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.certificatefiles.TestCertificate;
import org.careagent.neuron.bootstrap.doctor.Finding.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is found of certificates and their keys.
@Timeout(60)
final class TlsCheckTest {
    private static final String PASSWORD = "correct horse";
    private static final Map<String, TestCertificate> CLINICS =
            Stream.of("RSA", "EC", "Ed25519")
                    .collect(
                            Collectors.toMap(
                                    algorithm -> algorithm,
                                    algorithm ->
                                            TestCertificate.selfSigned(
                                                    "CN=clinic.example", algorithm)));

    private final Instant now = Instant.now();

    @TempDir private Path folder;

    private static TestCertificate clinic(String algorithm) {
        return Objects.requireNonNull(CLINICS.get(algorithm));
    }

    private static Path keepToOneself(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Path write(Path file, String content) throws IOException {
        return keepToOneself(Files.writeString(file, content));
    }

    private Path certificate(String algorithm) throws IOException {
        return write(folder.resolve("clinic.crt"), clinic(algorithm).chainPem());
    }

    private Path key(String algorithm) throws IOException {
        return write(folder.resolve("clinic.key"), clinic(algorithm).keyPem());
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
        "-2, FAULT, is valid only from "
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

        assertFound(
                lookAt(certificate, key("EC")),
                Level.FAULT,
                "is not that of the first certificate in " + certificate);
    }

    @Test
    void isBadWithAKeyThatIsEncrypted() throws Exception {
        Path key =
                write(
                        folder.resolve("locked.key"),
                        TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[9]));

        assertThat(lookAt(certificate("RSA"), key))
                .containsExactly(
                        Finding.fault(
                                "TLS",
                                "the private key in " + key + " is encrypted",
                                "Take its passphrase off: openssl pkey -in OLD -out NEW"));
    }

    @Test
    void isBadInEveryFileThatIsNotThere() throws Exception {
        assertThat(lookAt(folder.resolve("no.crt"), folder.resolve("no.key")))
                .extracting(Finding::words)
                .containsExactly(
                        folder.resolve("no.crt") + " is not there",
                        folder.resolve("no.key") + " is not there");
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

        assertFound(lookAt(nothing, key("EC")), Level.FAULT, "holds no certificate in PEM");
    }

    @Test
    void opensAKeyStoreWithItsPasswordAndNoOther() throws Exception {
        Path right = write(folder.resolve("right"), PASSWORD + "\n");
        Path wrong = write(folder.resolve("wrong"), "battery staple\n");
        String file =
                keepToOneself(
                                Files.write(
                                        folder.resolve("clinic.p12"),
                                        clinic("EC").keyStore(PASSWORD)))
                        .toString();

        assertFound(
                look(now, "server.tls.keyStore", file, "server.tls.passwordFile", right.toString()),
                Level.OK,
                "clinic.p12 is valid until ");
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
