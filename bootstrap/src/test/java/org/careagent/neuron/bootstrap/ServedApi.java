package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.system.RandomIdSource;
import org.careagent.neuron.adapters.outbound.system.SecureApiKeySource;
import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A running Neuron with a provider, as a program sees it over HTTP.
final class ServedApi implements AutoCloseable {
    static final Npi ADA = new Npi("1245319599");

    // The one of the examples in the description (RFC 8032, section 7.1, test 2).
    private static final byte[] KEY =
            Base64.getUrlDecoder().decode("PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Neuron neuron;

    private ServedApi(Neuron neuron) {
        this.neuron = neuron;
    }

    /// @param more of the configuration
    static ServedApi in(Path folder, Map<String, String> more) {
        ServedApi api =
                new ServedApi(
                        Neuron.start(TestSettings.in(folder, Settings.Storage.Kind.MEMORY, more)));
        var _ =
                api.neuron
                        .registerProvider()
                        .register(
                                new Provider(
                                        ADA,
                                        "Dr. Ada Example",
                                        List.of("physician"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(new ProviderKey(Bytes.of(KEY)))),
                                Actor.operator("test"));
        return api;
    }

    Neuron neuron() {
        return neuron;
    }

    /// Whose relationship there is from now on.
    ///
    /// @return its id
    String relate(Patient patient) {
        return Visit.shakeHands(neuron.handshakeAddress(), patient, ADA.digits())
                .member("relationship_id");
    }

    /// Makes a key, as its user sends it.
    String key(Scope... scopes) {
        CreateApiKey create =
                new CreateApiKey(
                        new SecureApiKeySource(),
                        new RandomIdSource(),
                        neuron.ledger().journal(),
                        InstantSource.system());
        var wish =
                new CreateApiKey.Wish("test", Set.of(scopes), Optional.empty(), Optional.empty());
        return switch (create.create(wish, Actor.operator("test"))) {
            case CreateApiKey.Outcome.Created(_, var secret) -> secret.reveal();
            case CreateApiKey.Outcome.ExpiresInThePast _ -> throw new AssertionError();
        };
    }

    URI address(String path) {
        return neuron.healthAddress().resolve(path);
    }

    /// @param headers names and values by turns
    HttpResponse<String> send(String method, String path, Optional<String> body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                method,
                                body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        neuron.close();
    }
}
