package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.system.SecureApiKeySource;
import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What a provider's agent does, through all the real parts.
@Timeout(120)
final class ProviderAgentsEndToEndTest {
    private static final Npi ADA = new Npi("1245319599");
    private static final String PUBLIC_KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    @TempDir private Path folder;

    /// A request without a key, or with one.
    private record Agent(URI neuron, Optional<String> key) {
        HttpResponse<String> ask(String method, String path, String body)
                throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(neuron.resolve(path))
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body));
            key.ifPresent(text -> request.header("X-API-Key", text));
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(request.build(), BodyHandlers.ofString());
            }
        }

        HttpResponse<String> register() throws IOException, InterruptedException {
            String body =
                    """
                    {"provider_npi":"%s","provider_name":"Dr. Ada","provider_types":["physician"],
                     "public_key":"%s"}\
                    """
                            .formatted(ADA, PUBLIC_KEY);
            return ask("POST", "/v1/providers/register", body);
        }
    }

    private static String newKey(Neuron neuron) {
        CreateApiKey creation =
                new CreateApiKey(
                        new SecureApiKeySource(),
                        UUID::randomUUID,
                        neuron.ledger().journal(),
                        InstantSource.system());
        CreateApiKey.Wish wish =
                new CreateApiKey.Wish(
                        "Ada's agent", Set.of(Scope.PROVIDER), Optional.of(ADA), Optional.empty());
        return switch (creation.create(wish, Actor.operator("test"))) {
            case CreateApiKey.Outcome.Created(_, var secret) -> secret.reveal();
            case CreateApiKey.Outcome.ExpiresInThePast() -> throw new AssertionError("expired");
        };
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void registersLearnsOfAPatientAndAsksForConsent() throws Exception {
        try (Neuron neuron =
                Neuron.start(TestSettings.in(folder, Settings.Storage.Kind.H2, Map.of()))) {
            Agent ada = new Agent(neuron.healthAddress(), Optional.of(newKey(neuron)));
            assertThat(ada.register().statusCode()).isEqualTo(201);
            Patient patient = Patient.stranger();
            var _ = Visit.shakeHands(neuron.handshakeAddress(), patient, ADA.digits());

            String introductions = "/v1/providers/" + ADA + "/introductions";
            JsonNode pending = json(ada.ask("GET", introductions, "")).path("data");
            assertThat(pending).hasSize(1);
            assertThat(pending.get(0).path("patient_agent_id").stringValue())
                    .isEqualTo(patient.agentId());
            String acknowledgement =
                    introductions
                            + "/"
                            + pending.get(0).path("introduction_id").stringValue()
                            + "/ack";
            assertThat(ada.ask("POST", acknowledgement, "").statusCode()).isEqualTo(204);
            assertThat(json(ada.ask("GET", introductions, "")).path("data")).isEmpty();

            String question =
                    """
                    {"provider_public_key":"%s","patient_agent_id":"%s","action":"messages.send"}\
                    """
                            .formatted(PUBLIC_KEY, patient.agentId());
            HttpResponse<String> answer = ada.ask("POST", "/v1/consent/verify", question);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(json(answer).path("scope")).hasSize(2);
        }
    }

    @Test
    void needsAKeyUnlessTheOrganisationSaysOtherwise() throws Exception {
        try (Neuron neuron =
                Neuron.start(TestSettings.in(folder, Settings.Storage.Kind.MEMORY, Map.of()))) {
            Agent ada = new Agent(neuron.healthAddress(), Optional.empty());

            assertThat(ada.register().statusCode()).isEqualTo(401);
        }
    }

    @Test
    void needsNoKeyWhereAccessIsOpenAndTheLogWarns() throws Exception {
        Settings open =
                TestSettings.in(
                        folder, Settings.Storage.Kind.MEMORY, Map.of("api.providerAccess", "open"));
        Logger log = Logger.getLogger(DeskWiring.class.getName());
        Warnings warnings = new Warnings();
        log.addHandler(warnings);
        try (Neuron neuron = Neuron.start(open)) {
            Agent ada = new Agent(neuron.healthAddress(), Optional.empty());
            assertThat(ada.register().statusCode()).isEqualTo(403);
            var _ =
                    neuron.registerProvider()
                            .register(
                                    new Provider(
                                            ADA, "Dr. Ada", List.of("physician"), Optional.empty()),
                                    Actor.operator("test"));

            assertThat(ada.register().statusCode()).isEqualTo(403);
            HttpResponse<String> bare =
                    ada.ask(
                            "POST",
                            "/v1/providers/register",
                            "{\"provider_npi\":\"%s\",\"provider_name\":\"A\",\"provider_types\":[\"b\"]}"
                                    .formatted(ADA));
            assertThat(bare.statusCode()).as(bare.body()).isEqualTo(201);
            assertThat(warnings.all)
                    .filteredOn(line -> line.startsWith("api.providerAccess is open"))
                    .hasSize(1);
        } finally {
            log.removeHandler(warnings);
        }
    }

    /// What the wiring warns of.
    private static final class Warnings extends Handler {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().equals(Level.WARNING)) {
                all.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
