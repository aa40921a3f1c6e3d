package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.adapters.outbound.auditfile.AuditChainVerifier;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// The finished jar, as its users run it: in an empty folder, in a process of its own.
class NeuronJarIT {
    private static final String PROVIDER = "1245319599";
    private static final String CONFIGURATION =
            """
            # written by hand, as an administrator would
            organization:
              npi: "1234567893"
              name: Test Practice
            server:
              host: 127.0.0.1
              port: 0
            """;

    @TempDir private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("neuron.yaml"), CONFIGURATION);
    }

    @Test
    void demonstratesAHandshakeAndLeavesNothingBehind() throws IOException, InterruptedException {
        Path empty = folder.resolve("empty");
        JarProcess.Result demo = JarProcess.run(empty, "demo");

        assertThat(demo.exitStatus()).isZero();
        assertThat(demo.output())
                .anyMatch(line -> line.contains("patient -> neuron  handshake.auth"))
                .anyMatch(line -> line.contains("neuron -> patient  handshake.challenge"))
                .anyMatch(line -> line.contains("patient -> neuron  handshake.challenge_response"))
                .anyMatch(line -> line.contains("neuron -> patient  handshake.complete"))
                .anyMatch(line -> line.contains("neuron -> patient  close 1000"))
                .anyMatch(line -> line.contains("consent.relationship_established"));
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void beginsInAnEmptyFolderAndIsStartedAsItSays() throws IOException, InterruptedException {
        Path empty = folder.resolve("empty");

        JarProcess.Result init =
                JarProcess.run(
                        empty, "init", "--npi", "1234567893", "--name", "Test", "--port", "0");

        assertThat(init)
                .isEqualTo(
                        new JarProcess.Result(
                                0,
                                List.of(
                                        "wrote neuron.yaml",
                                        "wrote data/neuron.key (keep it private; it is in no"
                                                + " backup)",
                                        "Next: register your providers, each with its own NPI, and"
                                                + " open the door:",
                                        "  neuron provider add 1245319599 --name \"Dr. Ada"
                                                + " Example\" --type physician",
                                        "  neuron start")));
        try (JarProcess neuron = JarProcess.start(empty, "start")) {
            assertThat(neuron.lineWith("Ready.")).contains("neuron stop");
        }
        assertThat(JarProcess.run(empty, "init", "--npi", "1234567893", "--name", "Other"))
                .isEqualTo(
                        new JarProcess.Result(
                                1,
                                List.of(
                                        "neuron: neuron.yaml is there already, and stays as it is;"
                                                + " name another with --output")));
    }

    @Test
    void beginsWithNothingThatAVariableMakesFaulty() throws IOException, InterruptedException {
        Path empty = folder.resolve("empty");
        String[] init = {"init", "--npi", "1234567893", "--name", "Test"};

        try (JarProcess faulty =
                JarProcess.start(Map.of("NEURON_SERVER__PORT", "70000"), empty, init)) {
            assertThat(faulty.result())
                    .isEqualTo(
                            new JarProcess.Result(
                                    78,
                                    List.of(
                                            "neuron: /server/port: must be 1 to 65535, is 70000"
                                                    + " (from NEURON_SERVER__PORT)")));
        }
        assertThat(empty).isEmptyDirectory();

        try (JarProcess other =
                JarProcess.start(
                        Map.of("NEURON_STORAGE__PATH", "./elsewhere/neuron.db"), empty, init)) {
            assertThat(other.result().output())
                    .contains(
                            "neuron: warning: NEURON_ variables are set; they have precedence over"
                                    + " neuron.yaml")
                    .anyMatch(line -> line.startsWith("wrote elsewhere/neuron.key"));
        }
    }

    @Test
    void printsNoEscapeCodesIntoAPipe() throws IOException, InterruptedException {
        for (String command : List.of("--help", "init --help", "start --wrong", "version")) {
            assertThat(JarProcess.run(folder, command.split(" ", -1)).output())
                    .as(command)
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("\u001b"));
        }
    }

    @Test
    void goesOnServingAfterTheDemoForAClientOfOnesOwn() throws IOException, InterruptedException {
        try (JarProcess demo = JarProcess.start(folder, "demo", "--keep")) {
            String[] command = demo.lineWith("PatientAgent.java").strip().split(" ");

            assertThat(output(command)).contains("\"status\":\"new\"").contains("close 1000");
            assertThat(output(command)).contains("\"status\":\"existing\"");

            demo.terminate();
            assertThat(demo.result().exitStatus()).isZero();
            assertThat(Path.of(command[1])).doesNotExist();
        }
    }

    @Test
    void keepsWhatItHasAcknowledgedWhenItIsKilled() throws IOException, InterruptedException {
        addProvider();
        Patient patient = Patient.stranger();
        Map<String, String> told;
        try (JarProcess neuron = JarProcess.start(folder, "start");
                Visit visit = Visit.to(door(neuron))) {
            visit.say(patient.auth(PROVIDER));
            visit.say(patient.answer(visit.hear()));
            told = visit.hear();
            neuron.kill();
        }
        assertThat(told).containsEntry("type", "handshake.complete").containsEntry("status", "new");
        assertAudited(told, "consent.relationship_established", "connection.handshake_completed");

        try (JarProcess neuron = JarProcess.start(folder, "start")) {
            Visit.End after = Visit.shakeHands(door(neuron), patient, PROVIDER);

            assertThat(after.last())
                    .containsEntry("status", "existing")
                    .containsEntry("relationship_id", told.get("relationship_id"));
        }
        assertAudited(told, "consent.relationship_established", "connection.handshake_completed");
    }

    /// The chain verifies, and these actions of that relationship are in it.
    private void assertAudited(Map<String, String> told, String... actions) throws IOException {
        assertThat(AuditChainVerifier.verify(audit()))
                .filteredOn(entry ->
                        entry.path("details")
                                .path("relationship_id")
                                .asString("")
                                .equals(told.get("relationship_id")))
                .extracting(entry -> entry.path("action").asString())
                .contains(actions);
    }

    @Test
    void stopsCleanlyOnSigterm() throws IOException, InterruptedException {
        addProvider();
        try (JarProcess neuron = JarProcess.start(folder, "start");
                Visit open = Visit.to(door(neuron))) {
            neuron.terminate();

            assertThat(open.closeCode()).isEqualTo(1001);
            assertThat(neuron.result().exitStatus()).isZero();
        }
        assertThat(AuditChainVerifier.verify(audit()).getLast().path("action").asString())
                .isEqualTo("neuron_stop");
    }

    @Test
    void leavesTheDataToTheOneThatHasIt() throws IOException, InterruptedException {
        try (JarProcess neuron = JarProcess.start(folder, "start")) {
            var _ = door(neuron);
            List<String> before = Files.readAllLines(audit());

            JarProcess.Result second = JarProcess.run(folder, "start");

            assertThat(second.exitStatus()).isEqualTo(75);
            assertThat(second.output()).singleElement().asString().startsWith("neuron: ");
            assertThat(Files.readAllLines(audit())).isEqualTo(before);
        }
    }

    @Test
    void namesEveryFaultOfTheConfiguration() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(
                elsewhere.resolve("neuron.config.json"),
                """
                {"organization": {"npi": "1234567890", "name": " "},
                 "server": {"port": 70000},
                 "websocket": {"path": "/{x", "authTimeoutMs": 10,
                               "existingRelationshipProof": "none"},
                 "storage": {"kind": "paper"}}
                """);

        JarProcess.Result start = JarProcess.run(elsewhere, "start");

        assertThat(start.exitStatus()).isEqualTo(78);
        assertThat(start.output())
                .hasSize(7)
                .anyMatch(line -> line.contains("/websocket/path: must start with /"))
                .anyMatch(line -> line.contains("/server/port: must be 1 to 65535, is 70000"));
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void showsItsMeasurementsAfterAHandshake() throws IOException, InterruptedException {
        addProvider();
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Files.writeString(
                folder.resolve("neuron.yaml"), CONFIGURATION + "observe:\n  port: " + port + "\n");
        try (JarProcess neuron = JarProcess.start(folder, "start");
                HttpClient client = HttpClient.newHttpClient()) {
            var _ = Visit.shakeHands(door(neuron), Patient.stranger(), PROVIDER);
            URI metrics = URI.create("http://127.0.0.1:" + port + "/observe/metrics");

            assertThat(
                            client.send(
                                            HttpRequest.newBuilder(metrics).build(),
                                            BodyHandlers.ofString())
                                    .body())
                    .containsPattern("neuron_handshakes_total\\{outcome=\"completed\".*} 1\\.0")
                    .containsPattern("neuron_commit_seconds_count\\{.*} [1-9]");
        }
    }

    /// Nobody answers where its registry is said to be: the connection is taken by the operating
    /// system, and that is all.
    @Test
    void startsAtOnceWithTheConfigurationOfAnOlderNeuron()
            throws IOException, InterruptedException {
        Path older = Files.createDirectories(folder.resolve("older"));
        try (InputStream configuration =
                        Objects.requireNonNull(
                                NeuronJarIT.class.getResourceAsStream(
                                        "settings/older-neuron.config.json"));
                ServerSocket registry = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.copy(configuration, older.resolve("neuron.config.json"));
            Map<String, String> environment =
                    Map.of(
                            "NEURON_SERVER__PORT", "0",
                            "neuron_server__host", "127.0.0.1",
                            "NEURON_AXON__REGISTRYURL",
                                    "http://127.0.0.1:" + registry.getLocalPort());

            try (JarProcess neuron = JarProcess.start(environment, older, "start")) {
                assertThat(neuron.lineWith("no effect"))
                        .isEqualTo(
                                "Note: these settings have no effect in this version:"
                                        + " axon.registryUrl, localNetwork.enabled");
                assertThat(neuron.lineWith("Ready")).isNotBlank();
                registry.setSoTimeout(100);
                assertThatThrownBy(registry::accept).isInstanceOf(SocketTimeoutException.class);
                neuron.terminate();
                assertThat(neuron.result().exitStatus()).isZero();
            }
        }
        assertThat(older.resolve("data/audit.jsonl")).exists();
    }

    /// Of Swagger UI there is in the jar what is served and the licences of that; the rest is
    /// large.
    @Test
    void servesThePageThatDescribesItsApiAndCarriesNoMoreOfItThanThat() throws Exception {
        try (JarProcess neuron = JarProcess.start(folder, "start");
                HttpClient client = HttpClient.newHttpClient()) {
            String server = door(neuron).resolve("/").toString().replaceFirst("ws", "http");
            for (String path : List.of("docs", "docs/swagger-ui-bundle.js", "openapi.json")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).build();
                assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
        try (JarFile jar = new JarFile(Objects.requireNonNull(System.getProperty("neuron.jar")))) {
            assertThat(
                            jar.stream()
                                    .map(ZipEntry::getName)
                                    .filter(name -> name.contains("/webjars/swagger-ui/"))
                                    .filter(name -> !name.endsWith("/"))
                                    .map(name -> name.replaceFirst(".*/", "")))
                    .containsExactlyInAnyOrder(
                            "favicon-32x32.png",
                            "swagger-ui-bundle.js",
                            "swagger-ui-bundle.js.LICENSE.txt",
                            "swagger-ui.css");
        }
    }

    @Test
    void saysWhichJavaItNeeds() throws IOException, InterruptedException {
        Optional<Path> older = olderJava();
        assumeTrue(older.isPresent(), "no older Java on this machine to try");
        try (JarProcess neuron = JarProcess.start(older.get(), folder, "start")) {
            JarProcess.Result result = neuron.result();

            assertThat(result.exitStatus()).isEqualTo(69);
            assertThat(result.output())
                    .singleElement()
                    .asString()
                    .contains("needs Java 25 or newer");
        }
    }

    private static Optional<Path> olderJava() throws IOException {
        Path jvms = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(jvms)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(jvms)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> home.toString().matches(".*(8|11|17|21).*"))
                    .filter(home -> !home.toString().contains("25"))
                    .findFirst();
        }
    }

    private void addProvider() throws IOException, InterruptedException {
        JarProcess.Result added =
                JarProcess.run(
                        folder,
                        "provider",
                        "add",
                        PROVIDER,
                        "--name",
                        "Dr. Ada Example",
                        "--type",
                        "physician");
        assertThat(added.exitStatus()).describedAs("%s", added.output()).isZero();
    }

    private static URI door(JarProcess neuron) throws InterruptedException {
        String line = neuron.lineWith("ws://");
        String address = line.substring(line.indexOf("ws://"));
        assertThat(neuron.lineWith("Ready")).isNotBlank();
        return URI.create(address);
    }

    private Path audit() {
        return folder.resolve("data").resolve("audit.jsonl");
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
