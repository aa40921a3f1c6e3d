package org.careagent.neuron.adapters.inbound.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// With a client that nobody here has written.
@Timeout(30)
class JdkClientTest {
    private final TestServer server = TestServer.start();
    private final HttpClient http = HttpClient.newHttpClient();

    private static final class Peer implements WebSocket.Listener {
        final CompletableFuture<String> text = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private WebSocket connect(Peer peer) {
        URI address = URI.create("ws://localhost:" + server.port() + "/ws/handshake?x=y");
        return http.newWebSocketBuilder().buildAsync(address, peer).join();
    }

    @Test
    void getsAnEchoAndTheCloseThatItStarts() throws Exception {
        var peer = new Peer();
        WebSocket socket = connect(peer);
        socket.sendText("hel", false).join();
        socket.sendText("lo", true).join();
        assertThat(peer.text.get(5, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.sendClose(4000, "done").join();
        assertThat(peer.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4000);
    }

    @Test
    void getsTheLastMessageAndTheCloseOfTheServer() throws Exception {
        var peer = new Peer();
        WebSocket socket = connect(peer);
        socket.sendText("leave", true).join();
        assertThat(peer.text.get(5, TimeUnit.SECONDS)).isEqualTo("farewell");
        assertThat(peer.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4002);
    }

    @Test
    void getsTheCloseForAMessageThatIsTooBig() throws Exception {
        var peer = new Peer();
        WebSocket socket = connect(peer);
        socket.sendText("x".repeat(TestServer.MAX_PAYLOAD + 1), true).join();
        assertThat(peer.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);
    }
}
