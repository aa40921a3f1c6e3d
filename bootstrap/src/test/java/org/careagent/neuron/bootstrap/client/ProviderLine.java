package org.careagent.neuron.bootstrap.client;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// A provider's agent on its own connection, sharing no code with the Neuron. What comes is waited
/// for, with a deadline.
public final class ProviderLine implements AutoCloseable {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Hearing hearing = new Hearing();
    private final WebSocket socket;

    private ProviderLine(URI address, Optional<String> apiKey) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        apiKey.ifPresent(key -> builder.header("X-API-Key", key));
        socket = builder.buildAsync(address, hearing).join();
    }

    /// Connects without a key.
    public static ProviderLine to(URI address) {
        return new ProviderLine(address, Optional.empty());
    }

    /// Connects with an API key.
    public static ProviderLine to(URI address, String apiKey) {
        return new ProviderLine(address, Optional.of(apiKey));
    }

    /// A key that signs challenges.
    public static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The raw public key.
    public static byte[] raw(KeyPair key) {
        byte[] encoded = key.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    /// Answers the challenge that is due, as the provider of that NPI.
    public void prove(String npi, KeyPair key) {
        JsonNode challenge = hear();
        String text =
                "careagent-provider-v1\n"
                        + challenge.path("organization_npi").asString()
                        + "\n"
                        + npi
                        + "\n"
                        + challenge.path("nonce").asString();
        say(
                Map.of(
                        "type",
                        "provider.challenge_response",
                        "signed_nonce",
                        BASE64URL.encodeToString(sign(key, text))));
    }

    private static byte[] sign(KeyPair key, String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends a message.
    public void say(Map<String, ?> message) {
        var _ = socket.sendText(Json.write(message), true).join();
    }

    /// Acknowledges an introduction.
    public void acknowledge(JsonNode introduction) {
        say(
                Map.of(
                        "type",
                        "introduction.ack",
                        "introduction_id",
                        introduction.path("introduction_id").asString()));
    }

    /// The next message.
    public JsonNode hear() {
        return JsonMapper.shared().readTree(hearing.message());
    }

    /// The next message, if one comes.
    public Optional<JsonNode> hearWithin(Duration time) {
        return hearing.messageWithin(time).map(JsonMapper.shared()::readTree);
    }

    /// The code of the close frame.
    public int closeCode() {
        return hearing.closeCode();
    }

    /// Breaks the connection off.
    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
