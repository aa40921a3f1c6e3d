import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A patient agent in one file: shakes hands with a Neuron, and prints each message.
///
/// `java PatientAgent.java ws://127.0.0.1:3000/ws/handshake 1245319599 [patient.key]`
///
/// It needs a JDK 25 and nothing else, and shares no code with the Neuron: a place to start from
/// for an agent of your own. The patient's key is made at the first run and kept in a file, so that
/// the second run is answered `existing`.
final class PatientAgent implements WebSocket.Listener {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair key;
    private final String provider;
    private final String agentId;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StringBuilder message = new StringBuilder();
    private volatile boolean completed;

    private PatientAgent(KeyPair key, String provider) {
        this.key = key;
        this.provider = provider;
        // Any long, opaque id will do; this one can be told from the key again.
        this.agentId = "patient-" + BASE64URL.encodeToString(rawPublicKey()).substring(0, 22);
    }

    static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("usage: java PatientAgent.java WS_ADDRESS PROVIDER_NPI [KEY_FILE]");
            System.exit(2);
        }
        Path keyFile = Path.of(args.length > 2 ? args[2] : "patient.key");
        PatientAgent agent = new PatientAgent(loadOrCreate(keyFile), args[1]);
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket =
                    http.newWebSocketBuilder()
                            // A busy Neuron lets its door wait for half a minute, and then answers.
                            .connectTimeout(Duration.ofSeconds(40))
                            .buildAsync(URI.create(args[0]), agent)
                            .join();
            agent.say(socket, agent.auth());
            agent.closed.await();
        }
        System.exit(agent.completed ? 0 : 1);
    }

    /// `handshake.auth`: the consent, signed, and who presents it.
    private String auth() throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String consent =
                """
                {"patient_agent_id":"%s","provider_npi":"%s",\
                "consented_actions":["appointments.book","messages.send"],"iat":%d,"exp":%d}\
                """
                        .formatted(agentId, provider, now, now + 3600);
        byte[] payload = consent.getBytes(StandardCharsets.UTF_8);
        return """
        {"type":"handshake.auth","consent_token_payload":"%s","consent_token_signature":"%s",\
        "patient_agent_id":"%s","patient_public_key":"%s",\
        "patient_endpoint":"wss://patient-agent.example/inbox"}\
        """
                .formatted(
                        BASE64URL.encodeToString(payload),
                        BASE64URL.encodeToString(sign(payload)),
                        agentId,
                        BASE64URL.encodeToString(rawPublicKey()));
    }

    /// `handshake.challenge_response`: the 32 bytes of the nonce, signed.
    private String answer(String challenge) throws GeneralSecurityException {
        byte[] nonce = HexFormat.of().parseHex(member(challenge, "nonce"));
        return """
        {"type":"handshake.challenge_response","signed_nonce":"%s"}\
        """
                .formatted(BASE64URL.encodeToString(sign(nonce)));
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            String whole = message.toString();
            message.setLength(0);
            System.out.println("<- " + whole);
            react(socket, whole);
        }
        socket.request(1);
        return null;
    }

    private void react(WebSocket socket, String whole) {
        try {
            switch (member(whole, "type")) {
                case "handshake.challenge" -> say(socket, answer(whole));
                case "handshake.complete" -> completed = true;
                default -> completed = false;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        System.out.println("<- close " + code + " " + reason);
        closed.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        System.err.println("connection lost: " + error);
        closed.countDown();
    }

    private void say(WebSocket socket, String text) {
        System.out.println("-> " + text);
        socket.sendText(text, true);
    }

    private byte[] sign(byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key.getPrivate());
        signature.update(bytes);
        return signature.sign();
    }

    // The last 32 bytes of the X.509 form are the raw key, the `x` of an OKP JWK.
    private byte[] rawPublicKey() {
        byte[] encoded = key.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static String member(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static KeyPair loadOrCreate(Path file) throws IOException, GeneralSecurityException {
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            Base64.Decoder decoder = Base64.getDecoder();
            PublicKey open =
                    factory.generatePublic(new X509EncodedKeySpec(decoder.decode(lines.get(0))));
            PrivateKey secret =
                    factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(lines.get(1))));
            return new KeyPair(open, secret);
        }
        KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Base64.Encoder encoder = Base64.getEncoder();
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(
                file,
                List.of(
                        encoder.encodeToString(made.getPublic().getEncoded()),
                        encoder.encodeToString(made.getPrivate().getEncoded())));
        return made;
    }
}
