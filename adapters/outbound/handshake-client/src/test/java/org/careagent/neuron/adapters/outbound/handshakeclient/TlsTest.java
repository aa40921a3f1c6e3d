package org.careagent.neuron.adapters.outbound.handshakeclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A Neuron whose certificate is its own.
@Timeout(60)
class TlsTest {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir private Path folder;

    @BeforeEach
    void makeCertificates() throws IOException, InterruptedException {
        makeCertificate("localhost");
        makeCertificate("elsewhere.example");
    }

    @Test
    void isNotTrustedUnasked() throws Exception {
        assertThat(visit("localhost", TrustedCertificates.usual()))
                .isInstanceOfSatisfying(
                        Outcome.Unreachable.class,
                        unreachable -> {
                            assertThat(unreachable.obstacle()).isEqualTo(Outcome.Obstacle.TLS);
                            assertThat(Explanation.of(unreachable).advice())
                                    .anyMatch(line -> line.contains("--ca FILE"));
                        });
    }

    @Test
    void isTrustedWhenItsCertificateIsNamed() throws Exception {
        assertThat(visit("localhost", trusting("localhost"))).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void isNotTrustedUnderAnotherName() throws Exception {
        assertThat(visit("elsewhere.example", trusting("elsewhere.example")))
                .isInstanceOfSatisfying(
                        Outcome.Unreachable.class,
                        unreachable -> {
                            assertThat(unreachable.obstacle()).isEqualTo(Outcome.Obstacle.TLS);
                            assertThat(unreachable.detail()).contains("localhost");
                        });
    }

    @Test
    void isNotTrustedByAFileWithoutCertificates() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path words = Files.writeString(folder.resolve("words.pem"), "no certificate");

        assertThat(TrustedCertificates.in(empty)).isEmpty();
        assertThat(TrustedCertificates.in(words)).isEmpty();
    }

    private Outcome visit(String certificate, SSLContext trust) throws Exception {
        try (FakeNeuron neuron =
                FakeNeuron.playing(
                        server(certificate).getServerSocketFactory().createServerSocket(0),
                        Scripts.afterAnswer(Scripts.ending(Scripts.COMPLETE, 1000)))) {
            return new HandshakeClient(
                            PatientKeyPair.generate(), trust, () -> Scripts.NOW, (_, _) -> {})
                    .visit(Scripts.errand(neuron.address(), Duration.ofSeconds(20)));
        }
    }

    private SSLContext trusting(String name) throws IOException, GeneralSecurityException {
        String pem =
                "Bag Attributes\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
                        + "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store(name).getCertificate("neuron").getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
        Optional<SSLContext> context =
                TrustedCertificates.in(Files.writeString(folder.resolve("ca.pem"), pem));
        assertThat(context).isPresent();
        return context.orElseThrow();
    }

    private SSLContext server(String name) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(name), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore store(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private void makeCertificate(String name) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        Path keytool =
                Path.of(
                        System.getProperty("java.home"),
                        "bin",
                        windows ? "keytool.exe" : "keytool");
        Process process =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "neuron",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=dns:" + name,
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                folder.resolve(name).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor()).isZero();
    }
}
