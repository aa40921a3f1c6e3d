package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.domain.access.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What those who watch over a Neuron read, and the documents that tell them how.
@Timeout(120)
final class ObserveEndToEndTest {
    private static final Path OPERATIONS = Path.of("..", "docs", "OPERATIONS.md");
    private static final Path DASHBOARD = Path.of("..", "docs", "grafana-dashboard.json");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(neuron_[a-z_]+)`");
    private static final Pattern NAME = Pattern.compile("neuron_[a-z_]+");
    private static final Pattern QUERY = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir private Path folder;

    private static Set<String> documented() throws IOException {
        return ROW.matcher(Files.readString(OPERATIONS))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static HttpResponse<String> ask(String method, int port, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + path);
            return client.send(
                    HttpRequest.newBuilder(address)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void showsEveryDocumentedNameWithAValueAfterOneHandshake() throws Exception {
        try (ServedApi api = ServedApi.in(folder, Map.of())) {
            var _ = api.relate(Patient.stranger());
            String key = api.key(Scope.READ);
            var _ = api.send("GET", "/observe/health", Optional.empty(), "X-API-Key", key);
            HttpResponse<String> metrics =
                    api.send("GET", "/observe/metrics", Optional.empty(), "X-API-Key", key);

            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(documented()).hasSizeGreaterThan(10);
            assertThat(documented())
                    .allSatisfy(name ->
                            assertThat(metrics.body())
                                    .containsPattern(
                                            "(?m)^" + name + "(_count)?\\{.*\\} [0-9.E]+$"));
            assertThat(metrics.body())
                    .containsPattern("neuron_handshakes_total\\{outcome=\"completed\".*\\} 1\\.0")
                    .containsPattern("neuron_introductions_pending\\{.*\\} 1\\.0")
                    .containsPattern("neuron_audit_bytes_total\\{.*\\} [1-9]")
                    .containsPattern("neuron_commits_total\\{.*\\} [1-9]")
                    .containsPattern(
                            "neuron_http_requests_total\\{.*route=\"/observe/health\".*\\} 1\\.0");
        }
    }

    @Test
    void documentsEveryNameThatItShows() throws Exception {
        try (ServedApi api = ServedApi.in(folder, Map.of())) {
            var _ = api.relate(Patient.stranger());
            HttpResponse<String> metrics =
                    api.send(
                            "GET",
                            "/observe/metrics",
                            Optional.empty(),
                            "X-API-Key",
                            api.key(Scope.READ));

            assertThat(namesIn(metrics.body())).isSubsetOf(withSuffixes(documented()));
        }
    }

    private static Set<String> namesIn(String text) {
        return NAME.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> withSuffixes(Set<String> names) {
        Set<String> all = new TreeSet<>(names);
        for (String suffix : new String[] {"_count", "_sum", "_bucket", "_max"}) {
            names.forEach(name -> all.add(name + suffix));
        }
        return all;
    }

    @Test
    void showsNothingOfAPathThatAStrangerChose() throws Exception {
        try (ServedApi api = ServedApi.in(folder, Map.of())) {
            var _ = api.send("GET", "/no-such-path-7f3d", Optional.empty());
            var _ = api.send("BREW", "/v1/relationships/7f3d", Optional.empty());
            String metrics =
                    api.send(
                                    "GET",
                                    "/observe/metrics",
                                    Optional.empty(),
                                    "X-API-Key",
                                    api.key(Scope.READ))
                            .body();

            assertThat(metrics).doesNotContain("7f3d").doesNotContain("BREW");
            assertThat(metrics).contains("route=\"other\"").contains("method=\"other\"");
        }
    }

    @Test
    void needsAKeyOnTheMainPort() throws Exception {
        try (ServedApi api = ServedApi.in(folder, Map.of())) {
            assertThat(api.send("GET", "/observe/metrics", Optional.empty()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void needsNoneOnASocketOfItsOwnWhereNothingElseIs() throws Exception {
        int port = freePort();
        try (ServedApi api = ServedApi.in(folder, Map.of("observe.port", Integer.toString(port)))) {
            var _ = api.relate(Patient.stranger());

            assertThat(ask("GET", port, "/observe/metrics").body()).contains("neuron_commits");
            assertThat(ask("HEAD", port, "/observe/metrics").body()).isEmpty();
            assertThat(ask("GET", port, "/observe/health").body()).contains("\"ok\"");
            assertThat(ask("POST", port, "/observe/metrics").statusCode()).isEqualTo(405);
            assertThat(ask("GET", port, "/health").statusCode()).isEqualTo(404);
            assertThat(ask("GET", port, "/v1/status").statusCode()).isEqualTo(404);
            assertThat(
                            api.send(
                                            "GET",
                                            "/observe/metrics",
                                            Optional.empty(),
                                            "X-API-Key",
                                            api.key(Scope.READ))
                                    .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void saysWhichPortItCouldNotOpen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> ServedApi.in(folder, Map.of("observe.port", port)).close())
                    .isInstanceOf(PortNotOpenedException.class)
                    .hasMessageContaining("observe.port")
                    .hasMessageContaining(port);
        }
    }

    @Test
    void asksInTheDashboardForNamesThatAreDocumentedOnly() throws IOException {
        Set<String> queries =
                QUERY.matcher(Files.readString(DASHBOARD))
                        .results()
                        .map(query -> query.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(queries).hasSizeGreaterThan(8);
        assertThat(queries)
                .allSatisfy(query ->
                        assertThat(namesIn(query))
                                .isNotEmpty()
                                .isSubsetOf(withSuffixes(documented())));
        assertThat(queries.stream().flatMap(query -> namesIn(query).stream()).toList())
                .allMatch(name -> !name.endsWith("_max"));
    }
}
