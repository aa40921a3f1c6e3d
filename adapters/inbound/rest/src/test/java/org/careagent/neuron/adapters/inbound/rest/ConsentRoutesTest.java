package org.careagent.neuron.adapters.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.json;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.inbound.rest.routes.ConsentRoutes;
import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.application.provider.Registrations;
import org.careagent.neuron.application.provider.VerifyConsent;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class ConsentRoutesTest {
    private static final String KEY = "X-API-Key";
    private static final Npi ADA = provider(1);
    private static final Npi BOB = provider(2);

    private final DeskFixture desk = new DeskFixture(Set.of(), (books, _) -> routes(books));
    private final Relationship relationship = relationship(patient(1), ADA);
    private final String adas = desk.key(Optional.of(ADA), Optional.empty(), Scope.PROVIDER);

    private static List<Route> routes(FakeBooks books) {
        return new ConsentRoutes(
                        new Registrations(RestingNeuron.ORGANIZATION, books.storage.providers()),
                        new VerifyConsent(books.storage.relationships()))
                .routes();
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private void register(Npi npi, int number) {
        Provider added =
                new Provider(
                        npi,
                        "Dr. " + npi,
                        List.of("physician"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new ProviderKey(key(number).bytes())));
        assertThat(desk.books.storage.providers().add(added)).isTrue();
    }

    private void relate(Change change) {
        var _ = desk.books.journal.commit(new Write.Relate(change), List.of());
    }

    private void establish() {
        register(ADA, 7);
        relate(Samples.establish(relationship, key(1)));
    }

    private HttpResponse<String> verify(String apiKey, int number, String action) throws Exception {
        String body =
                """
                {"provider_public_key":"%s","patient_agent_id":"%s","action":"%s"}\
                """
                        .formatted(
                                Base64Url.encode(key(number).bytes().toArray()),
                                relationship.patient().value(),
                                action);
        return desk.post(
                "/v1/consent/verify", body, KEY, apiKey, "Content-Type", "application/json");
    }

    @Test
    void allowsWhatThePatientConsentsTo() throws Exception {
        establish();

        HttpResponse<String> answer = verify(adas, 7, "read");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = json(answer);
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder("allowed", "relationship_id", "scope");
        assertThat(body.path("allowed").booleanValue()).isTrue();
        assertThat(body.path("relationship_id").stringValue())
                .isEqualTo(relationship.id().toString());
        assertThat(body.path("scope").toString()).isEqualTo("[\"read\",\"write\"]");
    }

    @Test
    void allowsNothingElse() throws Exception {
        establish();

        assertThat(verify(adas, 7, "Read").statusCode()).isEqualTo(403);
        assertThat(verify(adas, 7, "rea").statusCode()).isEqualTo(403);
    }

    @Test
    void allowsStrangersNothing() throws Exception {
        register(ADA, 7);

        assertThat(verify(adas, 7, "read").statusCode()).isEqualTo(403);
    }

    @Test
    void tellsOneProviderNothingOfAnother() throws Exception {
        establish();
        register(BOB, 8);
        String bobs = desk.key(Optional.of(BOB), Optional.empty(), Scope.PROVIDER);

        HttpResponse<String> withAdasPublicKey = verify(bobs, 7, "read");
        HttpResponse<String> withNobodys = verify(bobs, 9, "read");

        assertThat(withAdasPublicKey.statusCode()).isEqualTo(403);
        assertThat(withAdasPublicKey.body()).isEqualTo(withNobodys.body());
        assertThat(verify(bobs, 8, "read").statusCode()).isEqualTo(403);
        assertThat(verify(desk.key(Scope.READ), 7, "read").statusCode()).isEqualTo(403);
    }

    @Test
    void saysThatItIsOver() throws Exception {
        establish();
        relate(new Change.Terminate(relationship.id(), desk.clock.instant()));

        assertThat(verify(adas, 7, "read").statusCode()).isEqualTo(410);
    }

    @Test
    void allowsAgainWhatIsConsentedToAnew() throws Exception {
        establish();
        relate(new Change.Terminate(relationship.id(), Samples.ISSUED.plusSeconds(5)));
        Relationship anew =
                Samples.withConsentOf(relationship(patient(1), ADA), Samples.ISSUED.plusSeconds(9));
        relate(Samples.establish(anew, key(1)));

        HttpResponse<String> answer = verify(adas, 7, "write");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("relationship_id").stringValue())
                .isEqualTo(anew.id().toString());
    }

    @Test
    void sharesAKeyBetweenProvidersIfItMust() throws Exception {
        establish();
        register(BOB, 7);

        assertThat(verify(desk.key(Scope.PROVIDER), 7, "read").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsAllThatIsMissingOrNoKey() throws Exception {
        HttpResponse<String> answer =
                desk.post(
                        "/v1/consent/verify",
                        "{\"provider_public_key\":\"AAAA\"}",
                        KEY,
                        adas,
                        "Content-Type",
                        "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        List<String> paths = new ArrayList<>();
        json(answer).path("details").forEach(it -> paths.add(it.path("path").stringValue()));
        assertThat(paths).containsExactly("/provider_public_key", "/patient_agent_id", "/action");
    }
}
