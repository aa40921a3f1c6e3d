package org.careagent.neuron.adapters.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.json;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.inbound.rest.routes.IntroductionRoutes;
import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.application.provider.AcknowledgeIntroduction;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Introduction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class IntroductionRoutesTest {
    private static final String KEY = "X-API-Key";
    private static final Npi ADA = provider(1);
    private static final Npi BOB = provider(2);

    private final DeskFixture desk = new DeskFixture(Set.of(), IntroductionRoutesTest::routes);
    private final String adas = desk.key(Optional.of(ADA), Optional.empty(), Scope.PROVIDER);
    private final String bobs = desk.key(Optional.of(BOB), Optional.empty(), Scope.PROVIDER);

    private static List<Route> routes(FakeBooks books, ManualClock clock) {
        return new IntroductionRoutes(
                        books.storage.introductions(),
                        new AcknowledgeIntroduction(
                                books.storage.introductions(), books.journal, clock))
                .routes();
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private Introduction introduce(Npi to, int number) {
        Change.Establish founded =
                Samples.establish(relationship(patient(number), to), key(number));
        var _ = desk.books.journal.commit(new Write.Relate(founded), List.of());
        return founded.introduced().orElseThrow();
    }

    private HttpResponse<String> ask(Npi npi, String query, String apiKey) throws Exception {
        return desk.get("/v1/providers/" + npi + "/introductions" + query, KEY, apiKey);
    }

    private JsonNode pending(String query) throws Exception {
        HttpResponse<String> answer = ask(ADA, query, adas);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("data");
    }

    private HttpResponse<String> acknowledge(Npi npi, String id, String apiKey) throws Exception {
        return desk.post("/v1/providers/" + npi + "/introductions/" + id + "/ack", "", KEY, apiKey);
    }

    @Test
    void showsExactlyWhatTheProtocolNames() throws Exception {
        Introduction made = introduce(ADA, 1);

        JsonNode row = pending("").get(0);

        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "introduction_id",
                        "relationship_id",
                        "patient_agent_id",
                        "patient_public_key",
                        "patient_endpoint",
                        "consented_actions",
                        "status",
                        "created_at");
        assertThat(row.path("introduction_id").stringValue()).isEqualTo(made.id().toString());
        assertThat(row.path("patient_public_key").stringValue())
                .isEqualTo(Base64Url.encode(key(1).bytes().toArray()));
        assertThat(row.path("patient_endpoint").stringValue())
                .isEqualTo("wss://agent.example/inbox");
        assertThat(row.path("status").stringValue()).isEqualTo("new");
    }

    @Test
    void givesOutOnesOwnUntilTheyAreAcknowledged() throws Exception {
        Introduction made = introduce(ADA, 1);
        var _ = introduce(BOB, 2);
        assertThat(pending("")).hasSize(1);

        HttpResponse<String> answer = acknowledge(ADA, made.id().toString(), adas);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(pending("")).isEmpty();
        assertThat(acknowledge(ADA, made.id().toString(), adas).statusCode()).isEqualTo(204);
        assertThat(desk.audited().filter(event -> !(event instanceof AuditEvent.ApiKeyCreated)))
                .allMatch(AuditEvent.ApiRequested.class::isInstance);
    }

    @Test
    void goesOnAfterOne() throws Exception {
        var _ = introduce(ADA, 1);
        var _ = introduce(ADA, 2);

        JsonNode both = pending("");
        String first = both.get(0).path("introduction_id").stringValue();

        assertThat(pending("?after=" + first)).containsExactly(both.get(1));
    }

    @Test
    void givesOutManyByTheHundred() throws Exception {
        for (int i = 0; i < 101; i++) {
            var _ = introduce(ADA, i);
        }

        JsonNode page = json(ask(ADA, "", adas));
        JsonNode rest = json(ask(ADA, "?after=" + page.path("next").stringValue(), adas));

        assertThat(page.path("data")).hasSize(100);
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void refusesToGoOnAfterWhatIsNotThere() throws Exception {
        Introduction others = introduce(BOB, 2);

        HttpResponse<String> ofAnother = ask(ADA, "?after=" + others.id(), adas);
        HttpResponse<String> unknown =
                ask(ADA, "?after=00000000-0000-0000-0000-000000000001", adas);

        assertThat(ofAnother.statusCode()).isEqualTo(400);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).isEqualTo(ofAnother.body());
    }

    @Test
    void tellsNobodyOfOthers() throws Exception {
        Introduction made = introduce(ADA, 1);

        assertThat(ask(ADA, "", bobs).statusCode()).isEqualTo(403);
        assertThat(ask(ADA, "?after=x", bobs).statusCode()).isEqualTo(403);
        assertThat(ask(ADA, "", desk.key(Scope.READ)).statusCode()).isEqualTo(403);
        assertThat(acknowledge(ADA, made.id().toString(), bobs).statusCode()).isEqualTo(403);
        assertThat(acknowledge(BOB, made.id().toString(), bobs).statusCode()).isEqualTo(404);
        assertThat(pending("")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00000000-0000-0000-0000-00000000ffff"})
    void acknowledgesNothingThatIsNotThere(String id) throws Exception {
        assertThat(acknowledge(ADA, id, adas).statusCode()).isEqualTo(404);
    }

    @Test
    void knowsNoProviderByWhatIsNoNpi() throws Exception {
        String admin = desk.key(Scope.ADMIN);
        assertThat(desk.get("/v1/providers/ada/introductions", KEY, admin).statusCode())
                .isEqualTo(404);
    }
}
