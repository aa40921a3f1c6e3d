package org.careagent.neuron.bootstrap.wire;

import java.util.stream.Stream;

/// Opening handshakes that are right, however odd they look.
final class GoodUpgrades {
    private static final Request REQUEST = Request.ofTheRfc();

    private GoodUpgrades() {}

    static Stream<UpgradeRow> rows() {
        return Stream.of(upgradeFields(), targets(), others()).flatMap(rows -> rows);
    }

    private static Stream<UpgradeRow> upgradeFields() {
        return Stream.of(
                upgraded("6455 1.3", "the request of the RFC", REQUEST),
                upgraded("6455 4.2.1", "Upgrade: WebSocket", REQUEST.with("Upgrade", "WebSocket")),
                upgraded("6455 4.2.1", "Upgrade: WEBSOCKET", REQUEST.with("Upgrade", "WEBSOCKET")),
                upgraded("6455 4.2.1", "Upgrade: wEbSoCkEt", REQUEST.with("Upgrade", "wEbSoCkEt")),
                upgraded("9110 7.8", "last in a list", REQUEST.with("Upgrade", "foo, WebSocket")),
                upgraded("9110 7.8", "first in a list", REQUEST.with("Upgrade", "websocket,foo/2")),
                upgraded(
                        "9110 5.6.1",
                        "in a list with empty members",
                        REQUEST.with("Upgrade", ", ,websocket,")),
                upgraded(
                        "9110 5.3",
                        "in the second of two Upgrade lines",
                        REQUEST.with("Upgrade", "foo").plus("Upgrade: websocket")),
                upgraded(
                        "6455 4.2.1",
                        "Connection: keep-alive, Upgrade",
                        REQUEST.with("Connection", "keep-alive, Upgrade")),
                upgraded(
                        "6455 4.2.1", "Connection: uPGRADE", REQUEST.with("Connection", "uPGRADE")),
                upgraded(
                        "9110 5.3",
                        "in the second of two Connection lines",
                        REQUEST.with("Connection", "keep-alive").plus("Connection: upgrade")),
                upgraded(
                        "9110 5.1",
                        "names of fields in small letters",
                        new Request(
                                REQUEST.head()
                                        .replace("Host", "host")
                                        .replace("Upgrade:", "upgrade:")
                                        .replace("Connection", "connection")
                                        .replace("Sec-WebSocket-", "sec-websocket-"))),
                upgraded(
                        "9112 5",
                        "no space before a value",
                        new Request(REQUEST.head().replace(": ", ":"))),
                upgraded(
                        "9112 5",
                        "spaces and tabs around a value",
                        new Request(
                                REQUEST.head()
                                        .replace(": websocket", ": \t websocket \t")
                                        .replace(": 13", ":\t13  ")
                                        .replace("ZQ==", "ZQ== \t"))));
    }

    private static Stream<UpgradeRow> targets() {
        return Stream.of(
                upgraded("HP 1", "a query is ignored", REQUEST.at(Request.PATH + "?x=y&z=/ws/a?b")),
                upgraded("HP 1", "an empty query is ignored", REQUEST.at(Request.PATH + "?")),
                upgraded(
                        "6455 4.2.1",
                        "the target may be an absolute URI",
                        REQUEST.at("http://localhost" + Request.PATH)),
                upgraded("9112 3.2", "Host with a port", REQUEST.with("Host", "localhost:3000")),
                upgraded("9112 3.2", "Host of IPv4", REQUEST.with("Host", "127.0.0.1:65535")),
                upgraded("9112 3.2", "Host of IPv6", REQUEST.with("Host", "[::1]")),
                upgraded(
                        "9112 3.2", "Host of IPv6 with a port", REQUEST.with("Host", "[::1]:3000")),
                upgraded(
                        "9112 3.2",
                        "Host of a name with hyphens",
                        REQUEST.with("Host", "a-1.example.org")),
                upgraded(
                        "9112 3.2", "Host with a final dot", REQUEST.with("Host", "example.org.")));
    }

    private static Stream<UpgradeRow> others() {
        return Stream.of(
                upgraded(
                        "6455 4.2.2",
                        "another key",
                        REQUEST.with("Sec-WebSocket-Key", "x3JJHMbDL1EzLkh9GBhXDw==")),
                upgraded(
                        "HP 7",
                        "no subprotocol is selected",
                        REQUEST.plus("Sec-WebSocket-Protocol: chat, superchat")),
                upgraded(
                        "6455 9.1",
                        "no extension is selected",
                        REQUEST.plus(
                                "Sec-WebSocket-Extensions: permessage-deflate;"
                                        + " client_max_window_bits, x-other")),
                upgraded("HP 1", "any Origin", REQUEST.plus("Origin: https://a.example")),
                upgraded("HP 1", "an Origin of null", REQUEST.plus("Origin: null")),
                upgraded(
                        "6455 4.2.1",
                        "unknown fields are ignored",
                        REQUEST.plus("Cookie: a=b").plus("X-Empty:").plus("X-Tab: \t")),
                upgraded(
                        "9112 6.3",
                        "a body of no bytes is none",
                        REQUEST.plus("Content-Length: 0")));
    }

    private static UpgradeRow upgraded(String section, String must, Request request) {
        return UpgradeRow.upgraded(section, must, request);
    }
}
