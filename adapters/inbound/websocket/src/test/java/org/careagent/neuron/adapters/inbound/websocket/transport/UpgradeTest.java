package org.careagent.neuron.adapters.inbound.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Handshake protocol, section 1; RFC 6455, section 4.2.
class UpgradeTest {
    private TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(String request) {
        try (var client = server.client()) {
            return client.ask(request);
        }
    }

    @Test
    void answersWithTheKeyOfTheRfc() {
        assertThat(ask(RawClient.request()))
                .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                .containsIgnoringCase("\r\nUpgrade: websocket\r\n")
                .containsIgnoringCase("\r\nConnection: Upgrade\r\n")
                .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
    }

    @Test
    void selectsNoSubprotocolAndNoExtension() {
        String offer =
                "Sec-WebSocket-Protocol: chat\nSec-WebSocket-Extensions: permessage-deflate\n";
        assertThat(ask(RawClient.request() + offer))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("Sec-WebSocket-Protocol")
                .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WebSocket", "WEBSOCKET", "wEbSoCkEt"})
    void readsUpgradeRegardlessOfCase(String spelling) {
        assertThat(ask(RawClient.request().replace("websocket", spelling)))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    void readsConnectionRegardlessOfCase() {
        assertThat(ask(RawClient.request().replace("keep-alive, Upgrade", "UPGRADE")))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    void doesNotKnowAnotherPath() {
        assertThat(ask(RawClient.request().replace("/ws/handshake", "/ws/other")))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void doesNotUpgradeAnotherMethod() {
        assertThat(ask(RawClient.request().replace("GET", "PUT"))).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Key: AAAA",
                "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ",
                "X-Nothing: none",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            })
    void refusesAKeyThatIsNotOneOfSixteenBytes(String key) {
        assertThat(
                        ask(
                                RawClient.request()
                                        .replace(
                                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                                key)))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Version: 8", "X-Nothing: none"})
    void namesTheVersionThatItSpeaks(String version) {
        assertThat(ask(RawClient.request().replace("Sec-WebSocket-Version: 13", version)))
                .startsWith("HTTP/1.1 426 ")
                .contains("\r\nSec-WebSocket-Version: 13\r\n");
    }

    @Test
    void refusesARequestWhoseConnectionHasNoUpgrade() {
        assertThat(ask(RawClient.request().replace("keep-alive, Upgrade", "keep-alive")))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: none",
                "Host: ",
                "Host: a b",
                "Host: localhost:port",
                "Host: localhost\nHost: localhost"
            })
    void refusesAMalformedHost(String host) {
        assertThat(ask(RawClient.request().replace("Host: localhost", host)))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void admitsAnyOriginByDefault() {
        assertThat(ask(RawClient.request() + "Origin: https://elsewhere.example\n"))
                .startsWith("HTTP/1.1 101 ");
    }

    @Test
    void admitsOnlyTheOriginsThatItIsTold() {
        try (var strict = TestServer.allowing("https://portal.example")) {
            assertThat(answerTo(strict, "Origin: https://elsewhere.example\n"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(answerTo(strict, "Origin: null\n")).startsWith("HTTP/1.1 403 ");
            assertThat(answerTo(strict, "Origin: https://portal.example\n"))
                    .startsWith("HTTP/1.1 101 ");
            assertThat(answerTo(strict, "")).startsWith("HTTP/1.1 101 ");
        }
    }

    private static String answerTo(TestServer server, String origin) {
        try (var client = server.client()) {
            return client.ask(RawClient.request() + origin);
        }
    }

    @Test
    void tellsAPlainGetToUpgrade() {
        assertThat(ask("GET /ws/handshake?x=y HTTP/1.1\nHost: localhost\n"))
                .startsWith("HTTP/1.1 426 ")
                .contains("\r\nUpgrade: websocket\r\n")
                .contains("\r\nConnection: Upgrade\r\n")
                .contains("\r\nSec-WebSocket-Version: 13\r\n");
    }

    @Test
    void tellsAnUpgradeToSomethingElseToUpgradeToWebSocket() {
        assertThat(ask(RawClient.request().replace("websocket", "h2c")))
                .startsWith("HTTP/1.1 426 ");
    }

    @Test
    void servesOtherRoutesOnTheSamePort() {
        assertThat(ask("GET /hello HTTP/1.1\nHost: localhost\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void upgradesAConnectionThatWasUsedForHttpBefore() {
        try (var client = server.client()) {
            String hello = client.ask("GET /ws/handshake HTTP/1.1\nHost: localhost\n");
            assertThat(hello).startsWith("HTTP/1.1 426 ").contains("\r\nContent-Length: 0\r\n");
            assertThat(client.open()).isNotNull();
            client.text("hello");
            assertThat(client.read().text()).isEqualTo("hello");
        }
    }
}
