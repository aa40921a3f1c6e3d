package org.careagent.neuron.bootstrap.wire;

import static org.careagent.neuron.bootstrap.wire.UpgradeRow.refused;

import java.util.stream.Stream;

/// Opening handshakes that are well-formed requests of HTTP, but wrong.
final class BadUpgrades {
    private static final Request REQUEST = Request.ofTheRfc();
    private static final String KEY = "Sec-WebSocket-Key";
    private static final String VERSION = "Sec-WebSocket-Version";

    private BadUpgrades() {}

    static Stream<UpgradeRow> rows() {
        return Stream.of(noUpgrades(), versions(), keys(), hosts(), targets(), methods())
                .flatMap(rows -> rows);
    }

    private static Stream<UpgradeRow> noUpgrades() {
        return Stream.of(
                refused(
                        "HP 1",
                        "a plain GET",
                        Request.of("GET " + Request.PATH + " HTTP/1.1", "Host: localhost"),
                        426),
                refused(
                        "HP 1",
                        "a plain GET with a query",
                        Request.of("GET " + Request.PATH + "?x HTTP/1.1", "Host: localhost"),
                        426),
                refused("HP 1", "no Upgrade", REQUEST.without("Upgrade"), 426),
                refused("HP 1", "Upgrade: h2c", REQUEST.with("Upgrade", "h2c"), 426),
                refused("HP 1", "Upgrade: websockets", REQUEST.with("Upgrade", "websockets"), 426),
                refused("HP 1", "Upgrade: web socket", REQUEST.with("Upgrade", "web socket"), 426),
                refused("6455 4.2.1", "no Connection", REQUEST.without("Connection"), 400),
                refused(
                        "6455 4.2.1",
                        "Connection: keep-alive",
                        REQUEST.with("Connection", "keep-alive"),
                        400),
                refused(
                        "6455 4.2.1",
                        "Connection: xupgrade, upgradex",
                        REQUEST.with("Connection", "xupgrade, upgradex"),
                        400),
                refused("6455 4.2.1", "Connection: empty", REQUEST.with("Connection", ""), 400));
    }

    private static Stream<UpgradeRow> versions() {
        return Stream.of(
                refused("6455 4.4", "no version", REQUEST.without(VERSION), 426),
                refused("6455 4.4", "version 12", REQUEST.with(VERSION, "12"), 426),
                refused("6455 4.4", "version 14", REQUEST.with(VERSION, "14"), 426),
                refused("6455 4.4", "version 8", REQUEST.with(VERSION, "8"), 426),
                refused("6455 4.4", "version 0", REQUEST.with(VERSION, "0"), 426),
                refused("6455 4.4", "version 13,12", REQUEST.with(VERSION, "13,12"), 426),
                refused("6455 4.4", "version 8, 13", REQUEST.with(VERSION, "8, 13"), 426),
                refused("6455 4.4", "version 013", REQUEST.with(VERSION, "013"), 426),
                refused("6455 4.4", "version 13.0", REQUEST.with(VERSION, "13.0"), 426),
                refused("6455 4.4", "version +13", REQUEST.with(VERSION, "+13"), 426),
                refused("6455 4.4", "a version of letters", REQUEST.with(VERSION, "abc"), 426),
                refused("6455 4.4", "an empty version", REQUEST.with(VERSION, ""), 426),
                refused(
                        "6455 11.3.5",
                        "versions 13 and 8 in two lines",
                        REQUEST.plus(VERSION + ": 8"),
                        426));
    }

    private static Stream<UpgradeRow> keys() {
        return Stream.of(
                refused("6455 4.2.1", "no key", REQUEST.without(KEY), 400),
                refused("6455 4.2.1", "an empty key", REQUEST.with(KEY, ""), 400),
                refused(
                        "6455 11.3.1",
                        "two keys",
                        REQUEST.plus(KEY + ": x3JJHMbDL1EzLkh9GBhXDw=="),
                        400),
                refused(
                        "6455 11.3.1",
                        "the same key twice",
                        REQUEST.plus(KEY + ": dGhlIHNhbXBsZSBub25jZQ=="),
                        400),
                refused("6455 4.2.1", "15 bytes", key("dGhlIHNhbXBsZSBub25j"), 400),
                refused("6455 4.2.1", "17 bytes", key("dGhlIHNhbXBsZSBub25jZWU="), 400),
                refused("6455 4.2.1", "32 bytes", key("A".repeat(43) + "="), 400),
                refused("6455 4.2.1", "no padding", key("dGhlIHNhbXBsZSBub25jZQ"), 400),
                refused("6455 4.2.1", "half the padding", key("dGhlIHNhbXBsZSBub25jZQ="), 400),
                refused("6455 4.2.1", "another alphabet", key("-_hlIHNhbXBsZSBub25jZQ=="), 400),
                refused("6455 4.2.1", "no base64", key("!!!!!!!!!!!!!!!!!!!!!!=="), 400),
                refused("6455 4.2.1", "a space in it", key("dGhlIHNhbXBs ZSBub25jZQ=="), 400),
                refused(
                        "6455 4.2.1",
                        "two keys in one line",
                        key("dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ=="),
                        400));
    }

    private static Request key(String key) {
        return REQUEST.with(KEY, key);
    }

    private static Stream<UpgradeRow> hosts() {
        Stream<UpgradeRow> malformed =
                Stream.of(
                                "",
                                "a b",
                                "localhost:port",
                                "localhost:99999",
                                "localhost:65536",
                                "localhost:-1",
                                "localhost:+80",
                                "localhost:80:80",
                                "[::1",
                                "::1",
                                "[::1]x",
                                "[::g]",
                                "[]",
                                "user@localhost",
                                "localhost/x",
                                "localhost?x",
                                "localhost#x",
                                "http://localhost",
                                "local\\host",
                                "<localhost>",
                                "%zz",
                                "b\u00FCro.example",
                                ":80")
                        .map(host ->
                                refused(
                                        "9112 3.2",
                                        "Host: " + host,
                                        REQUEST.with("Host", host),
                                        400));
        return Stream.concat(
                malformed,
                Stream.of(
                        refused("9112 3.2", "no Host", REQUEST.without("Host"), 400),
                        refused("9112 3.2", "two Hosts", REQUEST.plus("Host: other"), 400),
                        refused("9112 3.2", "one Host twice", REQUEST.plus("Host: localhost"), 400),
                        refused(
                                "9112 3.2",
                                "a plain GET without Host",
                                Request.of("GET " + Request.PATH + " HTTP/1.1"),
                                400)));
    }

    private static Stream<UpgradeRow> targets() {
        return Stream.of(
                        "//ws/handshake",
                        "/ws//handshake",
                        "/ws/handshake/",
                        "/ws/handshake//",
                        "/ws/handshake;x=1",
                        "/ws;x=1/handshake",
                        "/WS/handshake",
                        "/ws/Handshake",
                        "/ws/handshakes",
                        "/ws/handshake%20",
                        "/ws/handshake%00",
                        "/ws%2Fhandshake",
                        "/ws/handshak",
                        "/ws/handshake/x",
                        "/ws",
                        "/",
                        "/?/ws/handshake",
                        "/x/ws/handshake")
                .map(path -> refused("HP 1", "GET " + path, REQUEST.at(path), 404));
    }

    private static Stream<UpgradeRow> methods() {
        Stream<UpgradeRow> others =
                Stream.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "GETS")
                        .map(method ->
                                refused(
                                        "6455 4.2.1",
                                        "an upgrade by " + method,
                                        REQUEST.asking(method + " " + Request.PATH + " HTTP/1.1"),
                                        400,
                                        404,
                                        405,
                                        501));
        return Stream.concat(
                others,
                Stream.of(
                        refused(
                                "6455 4.2.1",
                                "a plain POST",
                                Request.of(
                                                "POST " + Request.PATH + " HTTP/1.1",
                                                "Host: localhost",
                                                "Content-Length: 2")
                                        .followedBy("{}"),
                                404,
                                405),
                        refused(
                                "6455 4.2.1",
                                "an upgrade elsewhere",
                                REQUEST.at("/health"),
                                200,
                                404)));
    }
}
