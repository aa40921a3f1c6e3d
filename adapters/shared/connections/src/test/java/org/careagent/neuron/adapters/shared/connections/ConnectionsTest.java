package org.careagent.neuron.adapters.shared.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.shared.connections.GuardedServer.HEAD_TIMEOUT;
import static org.careagent.neuron.adapters.shared.connections.GuardedServer.PATIENCE;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Real sockets, and a clock that the test moves.
@Timeout(30)
class ConnectionsTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Nested
    class WhenThereIsNoRoom {
        @Test
        void theNewestOfTheBusiestAddressGoes() {
            try (var server = new GuardedServer(3);
                    var first = server.from("127.0.0.2");
                    var second = server.from("127.0.0.2");
                    var lone = server.from("127.0.0.3")) {
                assertThat(server.comesTo(3)).isTrue();
                try (var newcomer = server.from("127.0.0.4")) {
                    assertThat(newcomer.get("/hello").readTo("hello")).startsWith("HTTP/1.1 200");
                    assertThat(second.isCutOff()).isTrue();
                    assertThat(first.get("/hello").readTo("hello")).startsWith("HTTP/1.1 200");
                    assertThat(lone.get("/hello").readTo("hello")).startsWith("HTTP/1.1 200");
                }
            }
        }

        @Test
        void whoIsServedStays() throws InterruptedException {
            try (var server = new GuardedServer(2);
                    var served = server.from("127.0.0.2").get("/slow")) {
                assertThat(server.isServingSlowly()).isTrue();
                try (var idle = server.from("127.0.0.2");
                        var newcomer = server.from("127.0.0.3")) {
                    assertThat(newcomer.get("/hello").readTo("hello")).startsWith("HTTP/1.1 200");
                    assertThat(idle.isCutOff()).isTrue();
                    server.endSlowOnes();
                    assertThat(served.readTo("at last")).startsWith("HTTP/1.1 200");
                }
            }
        }

        @Test
        void theNewcomerGoesIfNobodyCanBeSpared() throws InterruptedException {
            try (var server = new GuardedServer(1);
                    var served = server.from("127.0.0.2").get("/slow")) {
                assertThat(server.isServingSlowly()).isTrue();
                try (var newcomer = server.from("127.0.0.3")) {
                    assertThat(newcomer.isCutOff()).isTrue();
                }
                server.endSlowOnes();
                assertThat(served.readTo("at last")).startsWith("HTTP/1.1 200");
                served.leave();
                assertThat(server.comesTo(0)).isTrue();
                try (var next = server.from("127.0.0.3")) {
                    assertThat(next.get("/hello").readTo("hello")).startsWith("HTTP/1.1 200");
                }
            }
        }

        @Test
        void aCrowdIsNoHarm() {
            List<RawHttp> crowd = new ArrayList<>();
            try (var server = new GuardedServer(20)) {
                for (int i = 0; i < 500; i++) {
                    crowd.add(server.from("127.0.0.2"));
                }
                try (var other = server.from("127.0.0.3")) {
                    assertThat(other.get("/hello").readTo("hello")).startsWith("HTTP/1.1 200");
                    // While it is there: when it leaves, one place is free, and none may want it.
                    assertThat(server.comesTo(20)).isTrue();
                }
                crowd.forEach(RawHttp::close);
                assertThat(server.comesTo(0)).isTrue();
            }
        }
    }

    @Nested
    class ARequest {
        @Test
        void hasToComeInTimeHoweverSlowlyItTricklesIn() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                assertThat(server.comesTo(1)).isTrue();
                for (char c : "GET /hello".toCharArray()) {
                    client.send("" + c);
                    server.clock.advance(HEAD_TIMEOUT.dividedBy(11));
                    assertThat(client.isQuiet()).isTrue();
                }
                server.clock.advance(HEAD_TIMEOUT);
                assertThat(client.isCutOff()).isTrue();
                assertThat(server.comesTo(0)).isTrue();
            }
        }

        @Test
        void isCutWhenNothingOfItComes() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                assertThat(server.comesTo(1)).isTrue();
                server.clock.advance(HEAD_TIMEOUT.minus(MOMENT));
                assertThat(client.isQuiet()).isTrue();
                server.clock.advance(MOMENT);
                assertThat(client.isCutOff()).isTrue();
            }
        }

        @Test
        void hasToBringItsBodyInTimeToo() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                client.send(
                        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf");
                assertThat(client.isQuiet()).isTrue();
                server.clock.advance(HEAD_TIMEOUT);
                assertThat(client.isCutOff()).isTrue();
            }
        }

        @Test
        void mayTakeAsLongAsItTakesUs() throws InterruptedException {
            try (var server = new GuardedServer(5);
                    var client = server.client().get("/slow")) {
                assertThat(server.isServingSlowly()).isTrue();
                server.clock.advance(HEAD_TIMEOUT.multipliedBy(3));
                server.endSlowOnes();
                assertThat(client.readTo("at last")).startsWith("HTTP/1.1 200");
                assertThat(client.get("/hello").readTo("hello")).startsWith("HTTP/1.1 200");
            }
        }

        @Test
        void hasItsFullTimeAfterTheAnswerToTheOneBefore() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                for (int i = 0; i < 5; i++) {
                    assertThat(client.get("/hello").readTo("hello")).startsWith("HTTP/1.1 200");
                    assertThat(client.isQuiet()).isTrue();
                    server.clock.advance(HEAD_TIMEOUT.minus(MOMENT));
                }
                server.clock.advance(MOMENT);
                assertThat(client.isCutOff()).isTrue();
            }
        }

        @Test
        void isAnsweredAlsoIfItCameWithTheOneBefore() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                String request = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";
                client.send(request + request);
                assertThat(client.readTo("hello")).startsWith("HTTP/1.1 200");
                assertThat(client.readTo("hello")).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Nested
    class TheEnd {
        @Test
        void comesWhenTheAnswerSaysSo() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertThat(client.readTo("hello")).containsIgnoringCase("Connection: close");
                assertThat(client.seesTheEnd()).isTrue();
            }
        }

        @Test
        void leavesARequestUnansweredThatCameAfterTheLast() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                String request = "GET /hello HTTP/1.1\r\nHost: localhost\r\n";
                client.send(request + "Connection: close\r\n\r\n" + request + "\r\n");
                assertThat(client.readTo("hello")).startsWith("HTTP/1.1 200");
                assertThat(client.seesTheEnd()).isTrue();
            }
        }

        @Test
        void isInOrderAlsoForAClientThatGoesOnSending() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                client.send("nonsense\r\n\r\n" + "x".repeat(100_000));
                assertThat(client.readTo("\r\n\r\n")).startsWith("HTTP/1.1 400");
                client.send("x".repeat(100_000));
                assertThat(client.seesTheEnd()).isTrue();
            }
        }

        @Test
        void doesNotWaitForeverForTheClient() {
            try (var server = new GuardedServer(5);
                    var client = server.client()) {
                assertThat(client.saying("nonsense\r\n\r\n").seesTheEnd()).isTrue();
                assertThat(server.comesTo(1)).isTrue();
                server.clock.advance(PATIENCE);
                assertThat(server.comesTo(0)).isTrue();
            }
        }

        @Test
        void isNoticedWhenTheClientLeavesInTheMiddleOfARequest() {
            try (var server = new GuardedServer(5)) {
                try (var client = server.client().saying("GET /hel")) {
                    assertThat(client.isQuiet()).isTrue();
                    assertThat(server.comesTo(1)).isTrue();
                }
                assertThat(server.comesTo(0)).isTrue();
            }
        }
    }
}
