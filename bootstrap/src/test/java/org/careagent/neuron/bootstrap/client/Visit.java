package org.careagent.neuron.bootstrap.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// One connection to a Neuron. What comes is waited for, with a deadline.
public final class Visit implements AutoCloseable {
    private final HttpClient http;
    private final Hearing hearing = new Hearing();
    private final WebSocket socket;

    /// How a visit ended.
    ///
    /// @param last the last message
    /// @param closeCode the code of the close frame
    public record End(Map<String, String> last, int closeCode) {
        /// The member `name` of the last message.
        public String member(String name) {
            return last.getOrDefault(name, "");
        }
    }

    private Visit(HttpClient http, URI address) {
        this.http = http;
        socket = http.newWebSocketBuilder().buildAsync(address, hearing).join();
    }

    /// Connects.
    public static Visit to(URI address) {
        return new Visit(HttpClient.newHttpClient(), address);
    }

    /// Connects under TLS, trusting whom `trust` does, with one of its versions.
    public static Visit to(URI address, SSLContext trust, String version) {
        SSLParameters only = new SSLParameters();
        only.setProtocols(new String[] {version});
        HttpClient http = HttpClient.newBuilder().sslContext(trust).sslParameters(only).build();
        return new Visit(http, address);
    }

    /// Connects, and goes through the whole handshake with right answers.
    public static End shakeHands(URI address, Patient patient, String provider) {
        return shakeHands(address, patient, patient.auth(provider));
    }

    /// Connects, and goes through the whole handshake with `auth` for a beginning.
    public static End shakeHands(URI address, Patient patient, Map<String, ?> auth) {
        try (Visit visit = to(address)) {
            return visit.shakeHands(patient, auth);
        }
    }

    /// Goes through the whole handshake with `auth` for a beginning.
    public End shakeHands(Patient patient, Map<String, ?> auth) {
        say(auth);
        Map<String, String> message = hear();
        if (message.getOrDefault("type", "").equals("handshake.challenge")) {
            say(patient.answer(message));
            message = hear();
        }
        return new End(message, closeCode());
    }

    /// Sends a message.
    public void say(Map<String, ?> message) {
        say(Json.write(message));
    }

    /// Sends a text.
    public void say(String text) {
        var _ = socket.sendText(text, true).join();
    }

    /// Sends bytes.
    public void sayBinary(byte[] bytes) {
        var _ = socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /// The next message.
    public Map<String, String> hear() {
        return Json.read(hearing.message());
    }

    /// The code of the close frame.
    public int closeCode() {
        return hearing.closeCode();
    }

    /// The last message and the close code.
    public End end() {
        Map<String, String> last = hear();
        return new End(last, closeCode());
    }

    /// Breaks the connection off.
    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
