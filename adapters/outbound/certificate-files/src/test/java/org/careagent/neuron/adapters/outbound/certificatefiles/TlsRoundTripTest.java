package org.careagent.neuron.adapters.outbound.certificatefiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Clients that verify the server's certificate, over loopback.
@Timeout(60)
final class TlsRoundTripTest {
    private static final int DEADLINE_MILLIS = 20_000;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @TempDir private Path folder;
    private final LogLines log = new LogLines(CurrentCertificate.class);
    private final ManualClock clock = new ManualClock(Instant.now());
    private final ServerSocket server;

    TlsRoundTripTest() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(DEADLINE_MILLIS);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        log.close();
    }

    private CurrentCertificate open(CertificateSource source) {
        Loading<CurrentCertificate> loading =
                CurrentCertificate.open(source, new ManualTimers(clock), clock, INTERVAL);
        assertThat(loading).isInstanceOf(Loading.Loaded.class);
        return ((Loading.Loaded<CurrentCertificate>) loading).value();
    }

    /// Answers one connection, as a server does that asks for the certificate at each.
    private void serveOne(CurrentCertificate current) {
        try (Socket accepted = server.accept();
                SSLSocket tls =
                        (SSLSocket)
                                current.context()
                                        .getSocketFactory()
                                        .createSocket(accepted, null, true)) {
            tls.setSoTimeout(DEADLINE_MILLIS);
            tls.getOutputStream().write(tls.getInputStream().read());
            tls.getOutputStream().flush();
        } catch (IOException _) {
            // The client tells how it went.
        }
    }

    /// Which certificates a client is shown that trusts `trusted`, and nobody else.
    private X509Certificate[] visit(
            CurrentCertificate current, X509Certificate trusted, String version)
            throws IOException {
        CompletableFuture<?> served = CompletableFuture.runAsync(() -> serveOne(current));
        try (SSLSocket client =
                (SSLSocket)
                        TestCertificate.trusting(trusted)
                                .getSocketFactory()
                                .createSocket("localhost", server.getLocalPort())) {
            client.setSoTimeout(DEADLINE_MILLIS);
            SSLParameters parameters = client.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {version});
            client.setSSLParameters(parameters);
            client.getOutputStream().write(42);
            client.getOutputStream().flush();
            assertThat(client.getInputStream().read()).isEqualTo(42);
            assertThat(client.getSession().getProtocol()).isEqualTo(version);
            return (X509Certificate[]) client.getSession().getPeerCertificates();
        } finally {
            assertThat(served).succeedsWithin(Duration.ofMillis(DEADLINE_MILLIS));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, TLSv1.3",
        "RSA, TLSv1.2",
        "EC, TLSv1.3",
        "EC, TLSv1.2",
        "Ed25519, TLSv1.3",
        "Ed25519, TLSv1.2"
    })
    void areServedInPem(String algorithm, String version) throws IOException {
        TestCertificate clinic = TestCertificate.selfSigned("CN=clinic.example", algorithm);
        try (CurrentCertificate current = open(clinic.writePem(folder, "clinic"))) {
            assertThat(visit(current, clinic.own(), version)).containsExactly(clinic.own());
        }
    }

    @Test
    void areServedInPkcs12() throws IOException {
        TestCertificate clinic = TestCertificate.selfSigned("CN=clinic.example", "EC");
        Path file = Files.write(folder.resolve("clinic.p12"), clinic.keyStore("secret"));
        try (CurrentCertificate current =
                open(new CertificateSource.KeyStoreFile(file, "secret"::toCharArray))) {
            assertThat(visit(current, clinic.own(), "TLSv1.3")).containsExactly(clinic.own());
        }
    }

    @Test
    void areGivenTheWholeChain() throws IOException {
        TestCertificate root = TestCertificate.selfSigned("CN=Root", "EC");
        TestCertificate clinic =
                root.issue(TestCertificate.Wish.of("CN=Intermediate", "Ed25519"))
                        .issue(TestCertificate.Wish.of("CN=clinic.example", "EC"));
        try (CurrentCertificate current = open(clinic.writePem(folder, "clinic"))) {
            assertThat(visit(current, root.own(), "TLSv1.3"))
                    .containsExactlyElementsOf(clinic.chain());
        }
    }

    @Test
    void verifyTheOldCertificateBeforeAReloadAndTheNewOneAfter() throws IOException {
        TestCertificate old = TestCertificate.selfSigned("CN=old.example", "EC");
        TestCertificate renewed = TestCertificate.selfSigned("CN=new.example", "Ed25519");
        try (CurrentCertificate current = open(old.writePem(folder, "clinic"))) {
            assertThat(visit(current, old.own(), "TLSv1.3")).containsExactly(old.own());
            assertNotTrusted(current, renewed.own());

            var _ = renewed.writePem(folder, "clinic");
            clock.advance(INTERVAL);

            assertThat(visit(current, renewed.own(), "TLSv1.3")).containsExactly(renewed.own());
            assertNotTrusted(current, old.own());
        }
    }

    private void assertNotTrusted(CurrentCertificate current, X509Certificate trusted) {
        assertThatThrownBy(() -> visit(current, trusted, "TLSv1.3"))
                .isInstanceOf(SSLHandshakeException.class);
    }
}
