package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import org.careagent.neuron.adapters.outbound.certificatefiles.CertificateSource;
import org.careagent.neuron.adapters.outbound.certificatefiles.TestCertificate;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/// A Neuron that serves TLS itself, and clients that verify its certificate.
@Timeout(60)
class TlsEndToEndTest {
    private static final String PROVIDER = "1245319599";

    @TempDir private Path folder;
    private final TestCertificate certificate =
            TestCertificate.selfSigned("CN=clinic.example", "EC");
    private Neuron neuron;

    @BeforeEach
    void start() throws IOException {
        CertificateSource.PemPair files = certificate.writePem(folder, "clinic");
        Map<String, String> values = new HashMap<>();
        values.put("organization.npi", "1234567893");
        values.put("organization.name", "Test Practice");
        values.put("server.host", "127.0.0.1");
        values.put("server.port", "0");
        values.put("server.headerTimeoutMs", "1000");
        values.put("server.tls.certificate", files.certificate().toString());
        values.put("server.tls.key", files.key().toString());
        values.put("storage.kind", "memory");
        values.put("storage.path", folder.resolve("neuron.db").toString());
        values.put("audit.path", folder.resolve("audit.jsonl").toString());
        neuron = Neuron.start(SettingsReader.presetBut(values));
        var _ =
                neuron.registerProvider()
                        .register(
                                new Provider(
                                        new Npi(PROVIDER),
                                        "Dr. Ada",
                                        List.of("physician"),
                                        Optional.empty()),
                                Actor.operator("test"));
    }

    @AfterEach
    void stop() {
        neuron.close();
    }

    private SSLContext trust() {
        return TestCertificate.trusting(certificate.own());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void shakesHandsUnderTls(String version) {
        assertThat(neuron.handshakeAddress()).hasScheme("wss");
        Patient patient = Patient.stranger();
        try (Visit visit = Visit.to(neuron.handshakeAddress(), trust(), version)) {
            Visit.End end = visit.shakeHands(patient, patient.auth(PROVIDER));
            assertThat(end.member("status")).isEqualTo("new");
            assertThat(end.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void saysHowItIsUnderTlsToo() throws IOException, InterruptedException {
        URI health = neuron.healthAddress();
        assertThat(health).hasScheme("https");
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust()).build()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(health).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isNotTakenForAnotherByAClientThatVerifies() {
        SSLContext trustInAnother =
                TestCertificate.trusting(
                        TestCertificate.selfSigned("CN=clinic.example", "EC").own());
        assertThatThrownBy(() ->
                        Visit.to(neuron.handshakeAddress(), trustInAnother, "TLSv1.3").close())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void leavesNoPlaceToWhoNeverShakesHands() throws IOException {
        try (Socket silent =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), neuron.healthAddress().getPort())) {
            silent.setSoTimeout(10_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void doesNotSpeakPlainText() throws IOException {
        try (Socket plain =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), neuron.healthAddress().getPort())) {
            plain.setSoTimeout(10_000);
            plain.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(plain.getInputStream().readAllBytes(), ISO_8859_1))
                    .doesNotContain("HTTP/1.1");
        }
    }
}
