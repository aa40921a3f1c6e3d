package org.careagent.neuron.adapters.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.rest.DeskFixture.json;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.adapters.inbound.rest.http.Route;
import org.careagent.neuron.adapters.inbound.rest.routes.RegistrationRoutes;
import org.careagent.neuron.adapters.shared.encoding.Base64Url;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.Registrations;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.JdkSignatureVerifier;
import org.careagent.neuron.domain.consent.SigningKey;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.RegistrationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class RegistrationRoutesTest {
    private static final String KEY = "X-API-Key";
    private static final Npi ADA = provider(1);

    private final DeskFixture desk = new DeskFixture(Set.of(), (books, _) -> routes(books));
    private final String admin = desk.key(Scope.ADMIN);
    private final String reader = desk.key(Scope.READ);

    private static List<Route> routes(FakeBooks books) {
        return new RegistrationRoutes(
                        new RestingNeuron(),
                        new Registrations(RestingNeuron.ORGANIZATION, books.storage.providers()),
                        new RegisterProvider(books.journal),
                        new JdkSignatureVerifier())
                .routes();
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private HttpResponse<String> register(String key, String members) throws Exception {
        return desk.post(
                "/v1/registrations", members, KEY, key, "Content-Type", "application/json");
    }

    private static String ada(String more) {
        return """
        {"provider_npi":"%s","provider_name":"Dr. Ada","provider_types":["physician"]%s}\
        """
                .formatted(ADA, more);
    }

    @Test
    void registersWithAllThereIsToSay() throws Exception {
        String publicKey = Base64Url.encode(SigningKey.generate().publicKey().bytes().toArray());

        HttpResponse<String> answer =
                register(
                        admin,
                        ada(
                                ",\"specialty\":\"cardiology\",\"endpoint\":\"wss://ada.example/\","
                                        + "\"public_key\":\""
                                        + publicKey
                                        + "\""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode row = json(answer);
        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "registration_id",
                        "provider_npi",
                        "provider_name",
                        "provider_types",
                        "specialty",
                        "endpoint",
                        "public_key");
        assertThat(row.path("registration_id").stringValue())
                .isEqualTo(RegistrationId.of(RestingNeuron.ORGANIZATION, ADA).toString());
        assertThat(row.path("public_key").stringValue()).isEqualTo(publicKey);
        assertThat(desk.audited())
                .contains(new AuditEvent.ProviderAdded(ADA, Actor.key(DeskFixture.idOf(1))));
        assertThat(json(desk.get("/v1/registrations/" + ADA, KEY, reader))).isEqualTo(row);
    }

    @Test
    void listsOrganizationAndProviders() throws Exception {
        assertThat(register(admin, ada("")).statusCode()).isEqualTo(201);

        JsonNode list = json(desk.get("/v1/registrations", KEY, reader));

        assertThat(list.path("organization").path("npi").stringValue())
                .isEqualTo(RestingNeuron.ORGANIZATION.digits());
        assertThat(list.path("data")).hasSize(1);
        assertThat(list.path("data").get(0).path("provider_npi").stringValue())
                .isEqualTo(ADA.digits());
    }

    @Test
    void registersNobodyTwice() throws Exception {
        assertThat(register(admin, ada("")).statusCode()).isEqualTo(201);
        assertThat(register(admin, ada(",\"specialty\":\"cardiology\"")).statusCode())
                .isEqualTo(409);
        assertThat(desk.books.storage.providers().find(ADA).orElseThrow().specialty()).isEmpty();
    }

    @Test
    void letsNobodyButAnAdministratorRegister() throws Exception {
        assertThat(register(reader, ada("")).statusCode()).isEqualTo(403);
        assertThat(register(desk.key(Scope.PROVIDER), ada("")).statusCode()).isEqualTo(403);
        assertThat(desk.books.storage.providers().all()).isEmpty();
    }

    @Test
    void tellsAllThatIsWrongAndNothingOfWhatWasSaid() throws Exception {
        HttpResponse<String> answer =
                register(
                        admin,
                        """
                        {"provider_npi":"1234567890","provider_types":[],"specialty":" ",
                         "endpoint":"ada.example","public_key":"%s","adress":"zq7"}\
                        """
                                .formatted(Base64Url.encode(new byte[32])));

        assertThat(answer.statusCode()).isEqualTo(400);
        List<String> paths = new ArrayList<>();
        json(answer).path("details").forEach(it -> paths.add(it.path("path").stringValue()));
        assertThat(paths)
                .containsExactly(
                        "/provider_npi",
                        "/provider_name",
                        "/provider_types",
                        "/specialty",
                        "/endpoint",
                        "/public_key",
                        "/adress");
        assertThat(answer.body()).doesNotContain("ada.example", "1234567890", "zq7");
    }

    @Test
    void knowsNobodyWhoIsNotRegistered() throws Exception {
        assertThat(desk.get("/v1/registrations/" + ADA, KEY, reader).statusCode()).isEqualTo(404);
        assertThat(desk.get("/v1/registrations/ada", KEY, reader).statusCode()).isEqualTo(404);
    }
}
