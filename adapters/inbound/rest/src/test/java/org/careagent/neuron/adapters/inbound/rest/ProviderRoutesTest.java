package org.careagent.neuron.adapters.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.json;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.inbound.rest.routes.ProviderRoutes;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.provider.Presence;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.Registrations;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.JdkSignatureVerifier;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.RegistrationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class ProviderRoutesTest {
    private static final String KEY = "X-API-Key";
    private static final Npi ADA = provider(1);
    private static final Npi BOB = provider(2);

    private final DeskFixture desk = new DeskFixture(Set.of(), ProviderRoutesTest::routes);
    private final String adas = desk.key(Optional.of(ADA), Optional.empty(), Scope.PROVIDER);
    private final String bobs = desk.key(Optional.of(BOB), Optional.empty(), Scope.PROVIDER);

    private static List<Route> routes(FakeBooks books, ManualClock clock) {
        return new ProviderRoutes(
                        new Registrations(RestingNeuron.ORGANIZATION, books.storage.providers()),
                        new RegisterProvider(books.journal),
                        new Presence(clock),
                        new JdkSignatureVerifier())
                .routes();
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private HttpResponse<String> register(String key, String more) throws Exception {
        String body =
                """
                {"provider_npi":"%s","provider_name":"Dr. Ada","provider_types":["physician"]%s}\
                """
                        .formatted(ADA, more);
        return desk.post(
                "/v1/providers/register", body, KEY, key, "Content-Type", "application/json");
    }

    private void addByAdministrator(Npi npi) {
        Provider added = new Provider(npi, "Dr. " + npi, List.of("physician"), Optional.empty());
        assertThat(desk.books.storage.providers().add(added)).isTrue();
    }

    private static String id(Npi npi) {
        return RegistrationId.of(RestingNeuron.ORGANIZATION, npi).toString();
    }

    @Test
    void registersAnAgentOnce() throws Exception {
        HttpResponse<String> answer =
                register(
                        adas,
                        """
                        ,"credentials":[{"type":"license","issuer":"State Board",
                         "identifier":"A-1","status":"active","issued_at":"2020-01-31T00:00:00Z"}]\
                        """);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(json(answer).propertyNames())
                .containsExactlyInAnyOrder("registration_id", "provider_id", "status");
        assertThat(json(answer).path("registration_id").stringValue()).isEqualTo(id(ADA));
        assertThat(json(answer).path("provider_id").stringValue()).isEqualTo(ADA.digits());
        assertThat(json(answer).path("status").stringValue()).isEqualTo("registered");
        assertThat(desk.audited())
                .contains(new AuditEvent.ProviderAdded(ADA, Actor.key(DeskFixture.idOf(1))));
        assertThat(register(adas, "").statusCode()).isEqualTo(409);
    }

    @Test
    void registersNobodyWithAnothersKey() throws Exception {
        assertThat(register(bobs, "").statusCode()).isEqualTo(403);
        assertThat(register(desk.key(Scope.READ), "").statusCode()).isEqualTo(403);
        assertThat(desk.books.storage.providers().all()).isEmpty();
    }

    @Test
    void registersAnybodyWithAKeyForAll() throws Exception {
        assertThat(register(desk.key(Scope.PROVIDER), "").statusCode()).isEqualTo(201);
    }

    @Test
    void looksAtCredentialsToo() throws Exception {
        HttpResponse<String> answer =
                register(
                        adas,
                        """
                        ,"credentials":[{"type":"license","issuer":"","identifier":"A-1",
                         "status":"active","expires_at":"soon","grade":"1"},7]\
                        """);

        assertThat(answer.statusCode()).isEqualTo(400);
        List<String> paths = new ArrayList<>();
        json(answer).path("details").forEach(it -> paths.add(it.path("path").stringValue()));
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "/credentials/0/issuer",
                        "/credentials/0/expires_at",
                        "/credentials/0/grade",
                        "/credentials/1");
        assertThat(desk.books.storage.providers().all()).isEmpty();
    }

    @Test
    void seesAnAgentWhoeverRegisteredIt() throws Exception {
        addByAdministrator(ADA);
        desk.clock.advance(Duration.ofMinutes(3));

        HttpResponse<String> answer =
                desk.get("/v1/providers/" + id(ADA) + "/heartbeat", KEY, adas);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"connected\",\"last_seen\":\"2026-11-22T09:03:00Z\"}");
    }

    @Test
    void letsAnAgentGoAndComeBack() throws Exception {
        addByAdministrator(ADA);

        HttpResponse<String> gone =
                desk.post("/v1/providers/" + id(ADA) + "/disconnect", "", KEY, adas);

        assertThat(gone.statusCode()).isEqualTo(200);
        assertThat(gone.body()).isEqualTo("{\"status\":\"disconnected\"}");
        assertThat(desk.get("/v1/providers/" + id(ADA) + "/heartbeat", KEY, adas).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "00000000-0000-3000-8000-000000000000"})
    void knowsNoOtherRegistrations(String id) throws Exception {
        addByAdministrator(ADA);

        assertThat(desk.get("/v1/providers/" + id + "/heartbeat", KEY, adas).statusCode())
                .isEqualTo(404);
        assertThat(desk.post("/v1/providers/" + id + "/disconnect", "", KEY, adas).statusCode())
                .isEqualTo(404);
    }

    @Test
    void speaksForNobodyWithAnothersKey() throws Exception {
        addByAdministrator(ADA);

        assertThat(desk.get("/v1/providers/" + id(ADA) + "/heartbeat", KEY, bobs).statusCode())
                .isEqualTo(403);
        assertThat(
                        desk.post("/v1/providers/" + id(ADA) + "/disconnect", "", KEY, bobs)
                                .statusCode())
                .isEqualTo(403);
    }
}
