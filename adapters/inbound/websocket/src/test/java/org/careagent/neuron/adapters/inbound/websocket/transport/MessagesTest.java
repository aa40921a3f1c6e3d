package org.careagent.neuron.adapters.inbound.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.frame;
import static org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

class MessagesTest {
    private final TestServer server = TestServer.start();
    private final RawClient client = server.client();

    @BeforeEach
    void open() {
        assertThat(client.open()).isNotNull();
        assertThat(server.events.next()).isEqualTo("open");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, TestServer.MAX_PAYLOAD})
    void handsOnAMessageOfAnyAllowedLength(int length) {
        String message = "x".repeat(length);
        assertThat(client.say(message)).isEqualTo(new Frame(RawClient.TEXT, 0, message));
    }

    @Test
    void joinsFragments() {
        client.send(frame(RawClient.FIRST_TEXT, "one "));
        client.send(frame(RawClient.MIDDLE, ""));
        client.send(frame(RawClient.MIDDLE, "two "));
        client.send(frame(RawClient.LAST, "three"));
        assertThat(client.read().text()).isEqualTo("one two three");
        assertThat(server.events.next()).isEqualTo("text one two three");
        assertThat(server.events.none()).isTrue();
    }

    @Test
    void joinsACharacterThatIsSplitOverFragments() {
        byte[] clef = "𝄞".getBytes(UTF_8);
        client.send(frame(RawClient.FIRST_TEXT, Arrays.copyOf(clef, 1)));
        client.send(frame(RawClient.MIDDLE, Arrays.copyOfRange(clef, 1, 3)));
        client.send(frame(RawClient.LAST, Arrays.copyOfRange(clef, 3, 4)));
        assertThat(client.read().text()).isEqualTo("𝄞");
    }

    @Test
    void answersAPingBetweenFragments() {
        client.send(frame(RawClient.FIRST_TEXT, "one "));
        client.send(frame(RawClient.PING, "still there?"));
        assertThat(client.read()).isEqualTo(new Frame(RawClient.PONG, 0, "still there?"));
        client.send(frame(RawClient.LAST, "two"));
        assertThat(client.read().text()).isEqualTo("one two");
    }

    @Test
    void answersAPingOfTheGreatestLength() {
        client.send(frame(RawClient.PING, "p".repeat(125)));
        assertThat(client.read()).isEqualTo(new Frame(RawClient.PONG, 0, "p".repeat(125)));
    }

    @Test
    void ignoresAPong() {
        client.send(frame(RawClient.PONG, "unasked"));
        assertThat(client.say("hello").text()).isEqualTo("hello");
    }

    @Test
    void handsOnABinaryMessage() {
        client.send(frame(RawClient.BINARY & 0x7F, "123"));
        client.send(frame(RawClient.LAST, "45"));
        assertThat(client.read()).isEqualTo(new Frame(RawClient.BINARY, 0, "12345"));
        assertThat(server.events.next()).isEqualTo("binary 5");
    }

    @Test
    void handlesTwoMessagesOfOnePacketInOrder() {
        client.send(join(frame(RawClient.TEXT, "one"), frame(RawClient.TEXT, "two")));
        assertThat(client.read().text()).isEqualTo("one");
        assertThat(client.read().text()).isEqualTo("two");
    }

    @Test
    void handlesAMessageThatComesByteByByte() {
        for (byte b : frame(RawClient.TEXT, "slowly")) {
            client.send(new byte[] {b});
        }
        assertThat(client.read().text()).isEqualTo("slowly");
    }

    @Test
    void writesALongMessage() {
        // Longer than what a client may send, so that all three forms of a length are written.
        client.text("flood");
        assertThat(client.read().text()).hasSize(100_000);
    }

    @Test
    void handlesAMessageThatCameWithTheRequest() {
        try (var hasty = server.client()) {
            String request = RawClient.request().replace("\n", "\r\n") + "\r\n";
            hasty.send(join(request.getBytes(UTF_8), frame(RawClient.TEXT, "hello")));
            assertThat(hasty.head()).startsWith("HTTP/1.1 101 ");
            assertThat(hasty.read().text()).isEqualTo("hello");
        }
    }
}
