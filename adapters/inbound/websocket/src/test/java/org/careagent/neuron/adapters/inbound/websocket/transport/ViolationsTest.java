package org.careagent.neuron.adapters.inbound.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.bytes;
import static org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.frame;
import static org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.join;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

/// Handshake protocol, section 1; RFC 6455, sections 5 and 7.4.
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViolationsTest {
    private static final byte[] MASK = bytes(1, 2, 3, 4);
    private static final String TOO_LONG = "x".repeat(TestServer.MAX_PAYLOAD + 1);
    private static final String HALF = "x".repeat(TestServer.MAX_PAYLOAD / 2);

    private final TestServer server = TestServer.start();

    @BeforeAll
    void warmUp() {
        try (var client = server.client()) {
            assertThat(client.open()).isNotNull();
            assertThat(server.events.next()).isEqualTo("open");
        }
        assertThat(server.events.next()).startsWith("close 1006");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> violations() {
        byte[] first = frame(RawClient.FIRST_TEXT, "one");
        return Stream.of(
                Arguments.of("an unmasked frame", 1002, bytes(RawClient.TEXT, 2, 'h', 'i')),
                Arguments.of("reserved bit 1", 1002, frame(0xC1, "hi")),
                Arguments.of("reserved bit 2", 1002, frame(0xA1, "hi")),
                Arguments.of("reserved bit 3", 1002, frame(0x91, "hi")),
                Arguments.of("reserved data opcode 3", 1002, frame(0x83, "hi")),
                Arguments.of("reserved data opcode 7", 1002, frame(0x87, "hi")),
                Arguments.of("reserved control opcode 11", 1002, frame(0x8B, "hi")),
                Arguments.of("reserved control opcode 15", 1002, frame(0x8F, "hi")),
                Arguments.of("a long ping", 1002, frame(RawClient.PING, "p".repeat(126))),
                Arguments.of("a long pong", 1002, frame(RawClient.PONG, TOO_LONG)),
                Arguments.of("a long close", 1002, RawClient.close(1000, "r".repeat(124))),
                Arguments.of("a fragmented ping", 1002, frame(0x09, "hi")),
                Arguments.of("a fragmented close", 1002, frame(0x08, "")),
                Arguments.of("a continuation of nothing", 1002, frame(RawClient.MIDDLE, "hi")),
                Arguments.of("a last one of nothing", 1002, frame(RawClient.LAST, "hi")),
                Arguments.of(
                        "a message within a message",
                        1002,
                        join(first, frame(RawClient.TEXT, "two"))),
                Arguments.of(
                        "a binary start within a text",
                        1002,
                        join(first, frame(RawClient.BINARY & 0x7F, "two"))),
                Arguments.of(
                        "a length in more bytes than it needs",
                        1002,
                        join(bytes(RawClient.TEXT, 0xFE, 0, 2), MASK, bytes(1, 1))),
                Arguments.of(
                        "a length in far more bytes than it needs",
                        1002,
                        join(bytes(RawClient.TEXT, 0xFF, 0, 0, 0, 0, 0, 0, 0, 2), MASK)),
                Arguments.of(
                        "a length with the highest bit",
                        1002,
                        join(bytes(RawClient.TEXT, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 2), MASK)),
                Arguments.of(
                        "a giant frame",
                        1009,
                        join(bytes(RawClient.TEXT, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 2), MASK)),
                Arguments.of("a long message", 1009, frame(RawClient.TEXT, TOO_LONG)),
                Arguments.of("a long binary message", 1009, frame(RawClient.BINARY, TOO_LONG)),
                Arguments.of(
                        "fragments that are too long together",
                        1009,
                        join(
                                frame(RawClient.FIRST_TEXT, HALF),
                                frame(RawClient.MIDDLE, HALF),
                                frame(RawClient.MIDDLE, "1"))),
                Arguments.of("a lone byte C3", 1007, frame(RawClient.TEXT, bytes(0xC3))),
                Arguments.of("a surrogate", 1007, frame(RawClient.TEXT, bytes(0xED, 0xA0, 0x80))),
                Arguments.of("an overlong slash", 1007, frame(RawClient.TEXT, bytes(0xC0, 0xAF))),
                Arguments.of(
                        "a broken character over fragments",
                        1007,
                        join(
                                frame(RawClient.FIRST_TEXT, bytes(0xF0, 0x9D)),
                                frame(RawClient.LAST, "x"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("violations")
    void closesWithoutAnyMessage(String name, int code, byte[] sent) {
        try (var client = server.client()) {
            client.open().send(join(sent, frame(RawClient.TEXT, "never read")));
            var close = client.read();
            assertThat(close.first()).isEqualTo(RawClient.CLOSE);
            assertThat(close.code()).isEqualTo(code);
            assertThat(server.events.next()).isEqualTo("open");
            assertThat(server.events.next()).startsWith("close " + code + " ");
            assertThat(client.isCutOff()).isTrue();
        }
        assertThat(server.events.none()).isTrue();
    }

    static Stream<Arguments> malformedCloses() {
        return Stream.of(
                Arguments.of("one byte", 1002, frame(RawClient.CLOSE, bytes(3))),
                Arguments.of("reason", 1007, closeWithReason(bytes(0xC3, 0x28))),
                Arguments.of("half a character", 1007, closeWithReason(bytes(0xE2, 0x82))));
    }

    private static byte[] closeWithReason(byte[] reason) {
        return frame(RawClient.CLOSE, join(bytes(0x03, 0xE8), reason));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformedCloses")
    void answersAMalformedCloseFrame(String name, int code, byte[] sent) {
        assertAnswered(sent, code, code);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32768, 65535})
    void refusesACloseCodeThatMayNotBeSent(int code) {
        assertAnswered(RawClient.close(code, ""), 1002, 1002);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1010, 1011, 1014, 3000, 3999, 4999})
    void echoesACloseCode(int code) {
        assertAnswered(RawClient.close(code, "done ✓"), code, code);
    }

    private void assertAnswered(byte[] sent, int answer, int told) {
        try (var client = server.client()) {
            client.open().send(sent);
            assertThat(client.read().code()).isEqualTo(answer);
            assertThat(client.seesTheEnd()).isTrue();
        }
        assertThat(server.events.next()).isEqualTo("open");
        assertThat(server.events.next()).startsWith("close " + told + " ");
        assertThat(server.events.none()).isTrue();
    }
}
