package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;
import org.careagent.neuron.bootstrap.ApiDescription.Operation;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.domain.access.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// `GET /openapi.json` against the Neuron that serves it: neither has what the other lacks, and
/// every answer is as it is described.
@Timeout(120)
final class ApiDescriptionTest {
    private static final String KEY = "X-API-Key";
    private static final int SHARE = 20;
    // The files of the page to read the description with; people do not ask for them.
    private static final String PARTS_OF_THE_PAGE = "/docs/";

    @TempDir private static Path folder;

    private static final List<AutoCloseable> OPENED = new ArrayList<>();

    private static Optional<Stage> stage = Optional.empty();

    /// What the tests share.
    ///
    /// @param patient has a relationship of that id
    /// @param registration of the provider
    /// @param introduction of the patient to it
    private record Stage(
            ServedApi api,
            ApiDescription description,
            Patient patient,
            String relationship,
            String registration,
            String introduction) {}

    @BeforeAll
    static void start() throws Exception {
        ServedApi api =
                ServedApi.in(
                        folder,
                        Map.of(
                                "api.rateLimit.maxRequests",
                                String.valueOf(SHARE),
                                "api.rateLimit.windowMs",
                                "3600000",
                                "audit.checkpointEvery",
                                "1"));
        OPENED.add(api);
        Patient patient = Patient.stranger();
        String relationship = api.relate(patient);
        Visit silent = Visit.to(api.neuron().handshakeAddress());
        OPENED.addFirst(silent);
        Visit challenged = Visit.to(api.neuron().handshakeAddress());
        OPENED.addFirst(challenged);
        challenged.say(Patient.stranger().auth(ServedApi.ADA.digits()));
        var _ = challenged.hear();
        String text = api.send("GET", "/openapi.json", Optional.empty()).body();
        String known = text.replace("patient-agent-7f3d2c9a51e84b06", patient.agentId());
        stage =
                Optional.of(
                        new Stage(
                                api,
                                new ApiDescription(known),
                                patient,
                                relationship,
                                member(api, "/v1/registrations", "registration_id"),
                                member(
                                        api,
                                        "/v1/providers/" + ServedApi.ADA + "/introductions",
                                        "introduction_id")));
    }

    private static String member(ServedApi api, String list, String name) throws Exception {
        String body = api.send("GET", list, Optional.empty(), KEY, api.key(Scope.ADMIN)).body();
        return JsonMapper.shared().readTree(body).path("data").get(0).path(name).stringValue();
    }

    private static Stage stage() {
        return stage.orElseThrow();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable it : OPENED) {
            it.close();
        }
    }

    @Test
    void describesEveryRouteAndNoOther() {
        Stream<String> open =
                stage().api().neuron().rest().open().stream()
                        .map(PublicRoute::path)
                        .filter(path -> !path.startsWith(PARTS_OF_THE_PAGE))
                        .map(path -> "GET " + path);
        Stream<String> closed =
                stage().api().neuron().rest().closed().stream()
                        .map(route ->
                                String.join(
                                        " ",
                                        route.method().text(),
                                        route.path().text(),
                                        route.scope().name().toLowerCase(Locale.ROOT)));

        assertThat(stage().description().operations().stream().map(Operation::name))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(open, closed).toList());
    }

    @Test
    void isTakenAtItsWord() {
        Operation status =
                closed(it -> it.path().equals("/v1/organization")).findFirst().orElseThrow();
        String good =
                """
                {"npi":"1234567893","name":"x","type":"x","axon_status":"reachable","providers":1}\
                """;

        assertThat(accepts(status, good)).isTrue();
        assertThat(accepts(status, good.replace("}", ",\"more\":1}"))).isFalse();
        assertThat(accepts(status, good.replace(":1}", ":-1}"))).isFalse();
        assertThat(accepts(status, good.replace("1234567893", "123"))).isFalse();
        assertThat(accepts(status, "{}")).isFalse();
    }

    private static boolean accepts(Operation operation, String body) {
        try {
            stage().description()
                    .assertDescribes(operation, 200, Optional.of("application/json"), body);
            return true;
        } catch (AssertionError _) {
            return false;
        }
    }

    @Test
    void refersToNothingThatIsNotThere() {
        assertThat(stage().description().danglingReferences()).isEmpty();
    }

    @Test
    void hasExamplesThatKeepItsOwnRules() {
        assertThat(stage().description().examples())
                .hasSizeGreaterThan(20)
                .allSatisfy((_, faults) -> assertThat(faults).isEmpty());
    }

    @Test
    void namesEachOperationOnceAndSaysWhatItIs() {
        List<Operation> all = stage().description().operations();

        assertThat(all.stream().map(it -> it.node().path("operationId").stringValue()))
                .doesNotHaveDuplicates();
        assertThat(all).allSatisfy(it -> assertThat(it.node().path("summary").isString()).isTrue());
    }

    static Stream<Operation> operations() {
        return stage().description().operations().stream();
    }

    static Stream<Operation> closed() {
        return operations().filter(it -> it.scope().isPresent());
    }

    static Stream<Operation> beyondReading() {
        return closed().filter(it -> !it.scope().equals(Optional.of("read")));
    }

    private static Stream<Operation> closed(Predicate<Operation> which) {
        return closed().filter(which);
    }

    @ParameterizedTest
    @MethodSource("closed")
    void nothingUnderV1AndObserveIsToBeHadWithoutAKey(Operation operation) throws Exception {
        assertThat(operation.path()).matches("/(v1|observe)/.+");
        assertAnswered(operation, 401, good(operation));
        assertAnswered(operation, 401, good(operation), KEY, "nrn_" + "A".repeat(43));
    }

    @ParameterizedTest
    @MethodSource("beyondReading")
    void aKeyToReadIsGoodForNothingElse(Operation operation) throws Exception {
        assertAnswered(operation, 403, good(operation), KEY, stage().api().key(Scope.READ));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void aKeyOfAnotherScopeIsRefusedAsDescribed(Operation operation) throws Exception {
        Scope other =
                operation.scope().equals(Optional.of("provider")) ? Scope.READ : Scope.PROVIDER;
        assertAnswered(operation, 403, good(operation), KEY, stage().api().key(other));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void aParameterThatNobodyKnowsIsRefused(Operation operation) throws Exception {
        assertAnswered(
                operation, 400, good(operation) + "?zq7=1", KEY, stage().api().key(Scope.ADMIN));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void aShareIsUsedUpAsDescribed(Operation operation) throws Exception {
        String key = stage().api().key(Scope.READ);
        for (int i = 0; i < SHARE; i++) {
            var _ = stage().api().send("GET", "/v1/none", Optional.empty(), KEY, key);
        }

        HttpResponse<String> answer = ask(operation, good(operation), KEY, key);
        assertDescribed(operation, 429, answer);

        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
    }

    @Test
    void whatIsNotThereIsNotFoundAsDescribed() throws Exception {
        for (Operation operation : closed(Operation::hasPlaces).toList()) {
            String elsewhere = operation.path().replaceAll("\\{[^}]*}", "" + UUID.randomUUID());
            assertAnswered(operation, 404, elsewhere, KEY, stage().api().key(Scope.ADMIN));
        }
    }

    @Test
    void aBodyThatIsOffIsRefusedAsDescribed() throws Exception {
        for (Operation operation : closed(Operation::hasBody).toList()) {
            String key = stage().api().key(Scope.ADMIN);
            String path = good(operation);
            assertBody(operation, 413, path, "\"" + "x".repeat(64 * 1024) + "\"", key, "json");
            assertBody(operation, 415, path, operation.goodBody(), key, "x-www-form-urlencoded");
            assertBody(operation, 400, path, "{}", key, "json");
            assertBody(operation, 400, path, "no json", key, "json");
            assertBody(operation, 400, path, "{\"zq7\":[1]}", key, "json");
        }
    }

    private static void assertBody(
            Operation operation, int status, String path, String body, String key, String type)
            throws Exception {
        String[] headers = {KEY, key, "Content-Type", "application/" + type};
        assertDescribed(
                operation,
                status,
                stage().api().send(operation.method(), path, Optional.of(body), headers));
    }

    /// All of them in one go, for the second of two ends of one relationship is refused.
    @Test
    void everyOperationDoesWhatIsDescribed() throws Exception {
        Set<String> done = new TreeSet<>();
        for (Operation operation : operations().toList()) {
            HttpResponse<String> answer = ask(operation, good(operation), headers(operation));
            assertThat(answer.statusCode()).as(operation + answer.body()).isLessThan(300);
            assertDescribed(operation, answer.statusCode(), answer);
            if (operation.statuses().contains("409")) {
                assertAnswered(operation, 409, good(operation), headers(operation));
                done.add("409");
            }
        }
        assertThat(done).containsExactly("409");
    }

    @Test
    void bothWaysOfPagingAreAsDescribed() throws Exception {
        Operation list =
                closed(it -> it.path().equals("/v1/relationships")).findFirst().orElseThrow();
        String[] key = {KEY, stage().api().key(Scope.READ)};

        assertAnswered(list, 200, "/v1/relationships?limit=1", key);
        assertAnswered(list, 200, "/v1/relationships?limit=1&after=" + stage().relationship(), key);
        assertAnswered(list, 400, "/v1/relationships?limit=0&offset=-1&status=gone", key);
    }

    @Test
    void theAuditTrailIsShownInOrderAndPageByPage() throws Exception {
        Operation list = closed(it -> it.path().equals("/v1/audit")).findFirst().orElseThrow();
        String[] key = {KEY, stage().api().key(Scope.ADMIN)};

        assertAnswered(list, 200, "/v1/audit?limit=1", key);
        assertAnswered(list, 200, "/v1/audit?after=9007199254740991", key);
        assertAnswered(list, 400, "/v1/audit?after=-1&limit=101", key);
    }

    @Test
    void withoutATrailItIsSaidThatThereIsNone(@TempDir Path other) throws Exception {
        try (ServedApi silent = ServedApi.in(other, Map.of("audit.enabled", "false"))) {
            String[] key = {KEY, silent.key(Scope.ADMIN)};
            for (Operation operation : closed(it -> it.path().startsWith("/v1/audit")).toList()) {
                HttpResponse<String> answer =
                        silent.send(operation.method(), operation.path(), Optional.empty(), key);
                assertDescribed(operation, 404, answer);
                assertThat(answer.body()).contains("audit.enabled is false");
            }
        }
    }

    private static String[] headers(Operation operation) {
        return operation.scope().isPresent()
                ? new String[] {KEY, stage().api().key(Scope.ADMIN)}
                : new String[0];
    }

    /// A path of `operation` that leads to something.
    private static String good(Operation operation) {
        return operation
                .path()
                .replace("{relationship_id}", stage().relationship())
                .replace("{registration_id}", stage().registration())
                .replace("{npi}", ServedApi.ADA.digits())
                .replace("{id}", stage().introduction())
                .replace("{agent_id}", stage().patient().agentId());
    }

    private static void assertAnswered(
            Operation operation, int status, String path, String... headers) throws Exception {
        assertDescribed(operation, status, ask(operation, path, headers));
    }

    private static HttpResponse<String> ask(Operation operation, String path, String... headers)
            throws IOException, InterruptedException {
        String[] all =
                Stream.concat(Stream.of(headers), Stream.of("Content-Type", "application/json"))
                        .toArray(String[]::new);
        Optional<String> body =
                operation.hasBody() ? Optional.of(operation.goodBody()) : Optional.empty();
        return stage().api().send(operation.method(), path, body, all);
    }

    private static void assertDescribed(
            Operation operation, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(operation + " " + answer.body()).isEqualTo(status);
        stage().description()
                .assertDescribes(
                        operation,
                        status,
                        answer.headers().firstValue("Content-Type"),
                        answer.body());
    }
}
