package org.careagent.neuron.adapters.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.json;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.adapters.inbound.rest.http.Neighbours;
import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.inbound.rest.routes.ProviderRoutes;
import org.careagent.neuron.adapters.shared.connections.TrustedProxies;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.provider.Presence;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.Registrations;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.JdkSignatureVerifier;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.RegistrationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The desk where neighbours need no key for what providers' agents do.
final class OpenAccessTest {
    private static final Npi ADA = provider(1);
    private static final String ID = RegistrationId.of(RestingNeuron.ORGANIZATION, ADA).toString();

    private final DeskFixture desk = open(List.of());

    private static DeskFixture open(List<String> proxies) {
        return new DeskFixture(
                Set.of(), OpenAccessTest::routes, new Neighbours(TrustedProxies.of(proxies))::sent);
    }

    private static List<Route> routes(FakeBooks books, ManualClock clock) {
        List<Route> providers =
                new ProviderRoutes(
                                new Registrations(
                                        RestingNeuron.ORGANIZATION, books.storage.providers()),
                                new RegisterProvider(books.journal),
                                new Presence(clock),
                                new JdkSignatureVerifier())
                        .routes();
        return Stream.concat(providers.stream(), DeskFixture.echoes().stream()).toList();
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private static void addAda(DeskFixture desk) {
        Provider ada =
                new Provider(
                        ADA,
                        "Dr. Ada",
                        List.of("physician"),
                        Optional.of(new AgentEndpoint("wss://ada.example/")));
        assertThat(desk.books.storage.providers().add(ada)).isTrue();
    }

    private HttpResponse<String> register(String more, String... headers) throws Exception {
        String body =
                """
                {"provider_npi":"%s","provider_name":"Dr. A","provider_types":["nurse"]%s}\
                """
                        .formatted(ADA, more);
        String[] all =
                Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                        .toArray(String[]::new);
        return desk.post("/v1/providers/register", body, all);
    }

    @Test
    void takesTheAgentOfAnAddedProviderOnceAndChangesNothing() throws Exception {
        addAda(desk);
        List<Provider> before = desk.books.storage.providers().all();

        HttpResponse<String> answer = register(",\"endpoint\":\"wss://ada.example/\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(json(answer).path("registration_id").stringValue()).isEqualTo(ID);
        assertThat(register("").statusCode()).isEqualTo(409);
        assertThat(desk.books.storage.providers().all()).isEqualTo(before);
        assertThat(desk.audited())
                .contains(
                        new AuditEvent.ApiRequested(
                                "POST", "/v1/providers/register", new ApiKeyId(new UUID(0, 0))));
    }

    @Test
    void takesItAgainOnceItHasGone() throws Exception {
        addAda(desk);
        assertThat(register("").statusCode()).isEqualTo(201);
        assertThat(desk.get("/v1/providers/" + ID + "/heartbeat").statusCode()).isEqualTo(200);

        assertThat(desk.post("/v1/providers/" + ID + "/disconnect", "").statusCode())
                .isEqualTo(200);

        assertThat(register("").statusCode()).isEqualTo(201);
    }

    @Test
    void takesNobodyWhomNoAdministratorHasAdded() throws Exception {
        assertThat(register("").statusCode()).isEqualTo(403);
        assertThat(desk.books.storage.providers().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"endpoint\":\"wss://eve.example/\"",
                ",\"public_key\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\""
            })
    void takesNoOtherEndpointOrKey(String other) throws Exception {
        addAda(desk);

        assertThat(register(other).statusCode()).isEqualTo(403);
        assertThat(register("").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-host",
                "Via",
                "X-Real-IP",
                "Origin",
                "Sec-Fetch-Site"
            })
    void refusesWhatComesFromElsewhere(String header) throws Exception {
        addAda(desk);

        HttpResponse<String> answer = register("", header, "1.1 zq7");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Missing API key\"}");
    }

    @Test
    void refusesWhatATrustedProxyBringsEvenIfItKeepsSilent() throws Exception {
        try (DeskFixture behind = open(List.of("127.0.0.1"))) {
            addAda(behind);
            assertThat(behind.get("/v1/providers/" + ID + "/heartbeat").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void looksAtAKeyThatIsThere() throws Exception {
        addAda(desk);
        String reader = desk.key(Scope.READ);

        assertThat(register("", "X-API-Key", "nrn_wrong").statusCode()).isEqualTo(401);
        assertThat(register("", "X-API-Key", "").statusCode()).isEqualTo(401);
        assertThat(register("", "X-API-Key", reader).statusCode()).isEqualTo(403);
    }

    @Test
    void opensNothingElse() throws Exception {
        addAda(desk);

        assertThat(desk.get("/v1/things").statusCode()).isEqualTo(401);
        assertThat(desk.post("/v1/broken", "").statusCode()).isEqualTo(401);
        assertThat(desk.get("/v1/providers/register").statusCode()).isEqualTo(401);
    }

    @Test
    void staysShutWhereEverybodyNeedsAKey() throws Exception {
        try (DeskFixture shut = new DeskFixture(Set.of(), OpenAccessTest::routes)) {
            addAda(shut);
            assertThat(shut.get("/v1/providers/" + ID + "/heartbeat").statusCode()).isEqualTo(401);
        }
    }
}
