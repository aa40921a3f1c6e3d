package org.careagent.neuron.adapters.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.json;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.inbound.rest.routes.RelationshipRoutes;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.application.relationship.TerminateRelationship;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class RelationshipRoutesTest {
    private static final String KEY = "X-API-Key";

    private final DeskFixture desk = new DeskFixture(Set.of(), RelationshipRoutesTest::routes);
    private final Relationship first = relationship(patient(1), provider(1));
    private final Relationship second = relationship(patient(2), provider(2));

    private static List<Route> routes(FakeBooks books, ManualClock clock) {
        return new RelationshipRoutes(
                        books.storage.relationships(),
                        new TerminateRelationship(
                                books.storage.relationships(), books.journal, clock))
                .routes();
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private void establish(Relationship founded) {
        var _ =
                desk.books.journal.commit(
                        new Write.Relate(Samples.establish(founded, key(1))), List.of());
    }

    private JsonNode read(String path) throws Exception {
        HttpResponse<String> answer = desk.get(path, KEY, desk.key(Scope.READ));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    @Test
    void showsExactlyWhatTheSpecificationNames() throws Exception {
        establish(first);

        JsonNode row = read("/v1/relationships/" + first.id());

        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "relationship_id",
                        "patient_agent_id",
                        "provider_npi",
                        "status",
                        "consented_actions",
                        "created_at",
                        "updated_at");
        assertThat(read("/v1/consent/status/" + first.id())).isEqualTo(row);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00000000-0000-0000-0000-00000000ffff"})
    void knowsNothingOfWhatIsNotThere(String id) throws Exception {
        String key = desk.key(Scope.READ);
        assertThat(desk.get("/v1/relationships/" + id, KEY, key).statusCode()).isEqualTo(404);
    }

    @Test
    void listsWithATotalAndBothWaysOfPaging() throws Exception {
        establish(first);
        establish(second);

        JsonNode page = read("/v1/relationships?limit=1");
        assertThat(page.path("total").intValue()).isEqualTo(2);
        assertThat(page.path("offset").intValue()).isZero();
        assertThat(page.path("limit").intValue()).isEqualTo(1);
        String top = page.path("data").get(0).path("relationship_id").stringValue();

        JsonNode below = read("/v1/relationships?limit=1&after=" + top);
        assertThat(below.has("total")).isFalse();
        assertThat(below.path("data"))
                .isEqualTo(read("/v1/relationships?limit=1&offset=1").path("data"));
        String last = below.path("next").stringValue();
        assertThat(read("/v1/relationships?limit=1&after=" + last).path("next").isNull()).isTrue();
    }

    @Test
    void combinesFiltersAndComparesThemWithoutJudging() throws Exception {
        establish(first);
        establish(second);

        String one = "patient_agent_id=" + first.patient().value();
        assertThat(read("/v1/relationships?status=active&" + one).path("total").intValue())
                .isEqualTo(1);
        assertThat(
                        read("/v1/relationships?" + one + "&provider_npi=" + second.provider())
                                .path("total")
                                .intValue())
                .isZero();
        assertThat(read("/v1/relationships?provider_npi=nobody").path("total").intValue()).isZero();
        assertThat(read("/v1/relationships?status=suspended").path("total").intValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=gone",
                "limit=0",
                "limit=101",
                "limit=1.0",
                "limit=+5",
                "offset=-1",
                "page=2",
                "after=x",
                "status=active&status=active",
                "offset=1&after=00000000-0000-0000-0000-000000000001"
            })
    void refusesParametersThatAreOff(String query) throws Exception {
        String key = desk.key(Scope.READ);
        HttpResponse<String> answer = desk.get("/v1/relationships?" + query, KEY, key);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("details")).hasSize(1);
    }

    private HttpResponse<String> terminate(String id, String npi, String key) throws Exception {
        return desk.post(
                "/v1/relationships/" + id + "/terminate",
                "{\"provider_npi\":\"" + npi + "\",\"reason\":\"moved away\"}",
                KEY,
                key,
                "Content-Type",
                "application/json");
    }

    @Test
    void endsARelationshipOnceAndForGood() throws Exception {
        establish(first);
        String key = desk.key(Optional.of(first.provider()), Optional.empty(), Scope.PROVIDER);

        HttpResponse<String> answer =
                terminate(first.id().toString(), first.provider().digits(), key);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("status").stringValue()).isEqualTo("terminated");
        assertThat(json(answer).path("reason").stringValue()).isEqualTo("moved away");
        assertThat(desk.audited())
                .contains(
                        new AuditEvent.RelationshipTerminated(
                                first.id(), first.provider(), "moved away"));
        assertThat(terminate(first.id().toString(), first.provider().digits(), key).statusCode())
                .isEqualTo(409);
    }

    @Test
    void endsNoneOfAnotherProvider() throws Exception {
        establish(first);
        String strangers =
                desk.key(Optional.of(second.provider()), Optional.empty(), Scope.PROVIDER);
        String id = first.id().toString();

        assertThat(terminate(id, first.provider().digits(), strangers).statusCode()).isEqualTo(403);
        assertThat(terminate(id, second.provider().digits(), strangers).statusCode())
                .isEqualTo(404);
        assertThat(terminate(id, first.provider().digits(), desk.key(Scope.READ)).statusCode())
                .isEqualTo(403);
        assertThat(desk.books.storage.relationships().find(first.id()).orElseThrow().terminatedAt())
                .isEmpty();
    }

    @Test
    void tellsAllThatIsMissing() throws Exception {
        HttpResponse<String> answer =
                desk.post(
                        "/v1/relationships/x/terminate",
                        "{}",
                        KEY,
                        desk.key(Scope.ADMIN),
                        "Content-Type",
                        "application/json");

        List<String> paths = new ArrayList<>();
        json(answer).path("details").forEach(it -> paths.add(it.path("path").stringValue()));
        assertThat(paths).containsExactly("/provider_npi", "/reason");
    }
}
