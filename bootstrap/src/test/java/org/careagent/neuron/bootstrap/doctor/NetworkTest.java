package org.careagent.neuron.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.careagent.neuron.adapters.outbound.certificatefiles.CertificateFiles;
import org.careagent.neuron.adapters.outbound.certificatefiles.CertificateSource;
import org.careagent.neuron.adapters.outbound.certificatefiles.Loading;
import org.careagent.neuron.adapters.outbound.certificatefiles.ServerCertificate;
import org.careagent.neuron.adapters.outbound.certificatefiles.TestCertificate;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.doctor.Finding.Level;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/// What is found of ports and of other machines.
@Timeout(60)
final class NetworkTest {
    @TempDir private Path folder;
    private final HttpServer server;

    NetworkTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var _ = server.createContext("/", exchange -> exchange.sendResponseHeaders(401, -1));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String there() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertFound(List<Finding> findings, Level level, String words) {
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(level);
                    assertThat(finding.words()).contains(words);
                });
    }

    private List<Finding> port(int port) throws Exception {
        return Installation.findings(
                Installation.in(folder, "server.port", String.valueOf(port)), PortCheck::new);
    }

    @Test
    void aFreePortIsGoodAndStaysFree() throws Exception {
        int free = freePort();

        assertFound(port(free), Level.OK, free + " of 127.0.0.1 is free");
        assertFound(port(free), Level.OK, "is free");
        assertFound(port(0), Level.OK, "any free one");
    }

    @Test
    void aPortOfAnotherProgramIsBad() throws Exception {
        assertFound(
                port(server.getAddress().getPort()), Level.FAULT, "is taken by another program");
    }

    @Test
    void thePortOfTheRunningNeuronIsGood() throws Exception {
        Settings settings = Installation.in(folder, "server.port", String.valueOf(freePort()));
        try (Neuron neuron = Neuron.start(settings)) {
            assertThat(neuron.healthAddress().getPort()).isEqualTo(settings.server().port());
            assertFound(
                    Installation.findings(settings, PortCheck::new),
                    Level.OK,
                    "the Neuron answers there");
        }
    }

    @Test
    void aPortThatTheRunningNeuronDoesNotServeIsBad() throws Exception {
        try (Neuron neuron = Neuron.start(Installation.in(folder))) {
            assertThat(neuron.healthAddress()).isNotNull();
            assertFound(port(freePort()), Level.FAULT, "the Neuron runs, and does not answer on");
        }
    }

    @Test
    void thePortOfAnotherNeuronIsBad() throws Exception {
        try (Neuron other = Neuron.start(Installation.in(folder.resolve("other")))) {
            assertFound(
                    port(other.healthAddress().getPort()),
                    Level.FAULT,
                    "another Neuron, with another data folder");
        }
    }

    @Test
    void aPortWithTlsIsAskedWhateverNameIsInItsCertificate() throws Exception {
        CertificateSource.PemPair files =
                TestCertificate.selfSigned("CN=clinic.example", "EC").writePem(folder, "clinic");
        HttpsServer other =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.setHttpsConfigurator(new HttpsConfigurator(context(files)));
        var _ = other.createContext("/health", NetworkTest::healthy);
        other.start();
        try {
            assertFound(
                    Installation.findings(
                            Installation.in(
                                    folder,
                                    "server.port",
                                    String.valueOf(other.getAddress().getPort()),
                                    "server.tls.certificate",
                                    files.certificate().toString(),
                                    "server.tls.key",
                                    files.key().toString()),
                            PortCheck::new),
                    Level.FAULT,
                    "another Neuron, with another data folder");
        } finally {
            other.stop(0);
        }
    }

    private static SSLContext context(CertificateSource files) {
        return switch (CertificateFiles.load(files)) {
            case Loading.Loaded<ServerCertificate>(ServerCertificate certificate) ->
                    certificate.context();
            case Loading.Faulty<ServerCertificate> faulty -> throw new AssertionError(faulty);
        };
    }

    private static void healthy(HttpExchange exchange) throws IOException {
        byte[] body =
                "{\"status\":\"healthy\",\"uptime_seconds\":1}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private List<Finding> registry(String url, String required) throws Exception {
        return Installation.findings(
                Installation.in(folder, "axon.registryUrl", url, "axon.required", required),
                RegistryCheck::new);
    }

    @Test
    void aRegistryThatAnswersAnythingIsGood() throws Exception {
        List<Finding> findings = registry(there() + "/api?token=secret", "true");

        assertFound(findings, Level.OK, there() + "/api answers (HTTP 401)");
        assertThat(findings.toString()).doesNotContain("secret");
    }

    @Test
    void aRegistryThatDoesNotAnswerIsBadOnlyIfItIsRequired() throws Exception {
        String nobody = "http://127.0.0.1:" + freePort();

        assertFound(
                registry(nobody, "false"), Level.WARNING, nobody + ": the connection is refused");
        assertFound(registry(nobody, "true"), Level.FAULT, "axon.required is true");
    }

    @Test
    void aRegistryThatSaysNothingIsNotWaitedForLong() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            assertFound(
                    Installation.findings(
                            Installation.in(
                                    folder,
                                    "axon.registryUrl",
                                    "http://127.0.0.1:" + silent.getLocalPort()),
                            InstantSource.system(),
                            Duration.ofSeconds(1),
                            RegistryCheck::new),
                    Level.WARNING,
                    "no answer within 1 s");
        }
    }

    @Test
    void noRegistryIsGood() throws Exception {
        assertFound(
                Installation.findings(Installation.in(folder), RegistryCheck::new),
                Level.OK,
                "runs alone");
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK, as 127.0.0.1 has it",
        "45, WARNING, s ahead of that of 127.0.0.1",
        "-45, WARNING, s behind that of 127.0.0.1",
        "90, FAULT, s ahead of that of 127.0.0.1",
        "-90, FAULT, s behind that of 127.0.0.1"
    })
    void theClockIsComparedWithThatOfTheRegistry(int seconds, Level level, String words)
            throws Exception {
        InstantSource clock = () -> Instant.now().plus(Duration.ofSeconds(seconds));

        assertFound(
                Installation.findings(
                        Installation.in(folder, "axon.registryUrl", there()),
                        clock,
                        ClockCheck::new),
                level,
                words);
    }

    private List<Finding> endpoint(String url, String... more) throws Exception {
        String[] settings = List.of("axon.endpointUrl", url).toArray(new String[2 + more.length]);
        System.arraycopy(more, 0, settings, 2, more.length);
        return Installation.findings(Installation.in(folder, settings), EndpointCheck::new);
    }

    @Test
    void anEndpointThatLeadsToTheRunningNeuronIsGood() throws Exception {
        int port = freePort();
        try (Neuron neuron =
                Neuron.start(Installation.in(folder, "server.port", String.valueOf(port)))) {
            assertFound(
                    endpoint("http://127.0.0.1:" + neuron.healthAddress().getPort() + "/"),
                    Level.OK,
                    "leads to a Neuron");
            assertFound(endpoint(there()), Level.WARNING, "/health is answered (HTTP 401)");
            assertFound(
                    endpoint("http://127.0.0.1:" + freePort()),
                    Level.WARNING,
                    "is not reached from here: the connection is refused");
        }
    }

    @Test
    void anEndpointIsNotTriedWhileTheNeuronDoesNotRun() throws Exception {
        assertFound(endpoint(there()), Level.OK, "no Neuron answers on this machine: not tried");
    }

    @Test
    void anEndpointOnThisMachineIsOddForAllOthers() throws Exception {
        assertFound(
                endpoint("http://localhost:3000", "server.host", "0.0.0.0"),
                Level.WARNING,
                "where agents of other machines find nobody");
    }

    @Test
    void anEndpointThatIsNotSetIsOddForAPortWithTlsThatIsOpenToAll() throws Exception {
        assertFound(
                Installation.findings(
                        Installation.in(
                                folder,
                                "server.host",
                                "0.0.0.0",
                                "server.tls.keyStore",
                                folder.resolve("clinic.p12").toString()),
                        EndpointCheck::new),
                Level.WARNING,
                "axon.endpointUrl is not set");
    }

    @Test
    void aCertificateAtTheEndpointIsToBeRenewedInTime() throws Exception {
        Instant now = Instant.parse("2026-11-23T00:00:00Z");

        assertThat(certificateEnding(now.plus(Duration.ofDays(31)), now)).isEmpty();
        assertFound(
                certificateEnding(now.plus(Duration.ofDays(29)), now),
                Level.WARNING,
                "the TLS certificate there ends 2026-12-22");
    }

    private List<Finding> certificateEnding(Instant end, Instant now) throws Exception {
        Probe probe = new Probe.Answered(200, "", Optional.empty(), Optional.of(end));
        return Installation.findings(
                Installation.in(folder),
                InstantSource.fixed(now),
                all ->
                        new Check() {
                            @Override
                            public String subject() {
                                return "endpoint";
                            }

                            @Override
                            public List<Finding> findings() {
                                return new EndpointCheck(all).certificate(probe).stream().toList();
                            }
                        });
    }

    @Test
    void addressesAreShownWithoutSecrets() {
        assertThat(Web.shown(URI.create("https://ada:secret@registry.example:8443/a?key=secret")))
                .isEqualTo("https://registry.example:8443/a");
    }
}
