package org.careagent.neuron.adapters.inbound.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

/// Handshake protocol, sections 5 and 8.
@Timeout(30)
class AdmissionTest {
    private static final String UNAVAILABLE = "HTTP/1.1 503 Service Unavailable\r\n";

    @Test
    void servesTheSecondClientWhenTheFirstHasLeft() {
        try (var server = TestServer.withCeiling(1, Duration.ofSeconds(20));
                var first = server.client().open();
                var second = server.client()) {
            assertThat(server.events.next()).isEqualTo("open");
            second.askWithoutWaiting(RawClient.request());
            first.text("leave");
            assertThat(first.read().text()).isEqualTo("farewell");
            assertThat(server.events.next()).isEqualTo("text leave");
            assertThat(server.events.next()).isEqualTo("close 4002 as asked");
            assertThat(second.head()).startsWith("HTTP/1.1 101 ");
            assertThat(second.say("hello").text()).isEqualTo("hello");
        }
    }

    @Test
    void answers503WhenThePatienceIsOver() {
        try (var server = TestServer.withCeiling(1, Duration.ofMillis(100));
                var first = server.client().open();
                var second = server.client()) {
            assertThat(second.ask(RawClient.request()))
                    .startsWith(UNAVAILABLE)
                    .contains("\r\nRetry-After: 5\r\n");
            assertThat(second.seesTheEnd()).isTrue();
            assertThat(first.say("hello").text()).isEqualTo("hello");
        }
    }

    @Test
    void losesNoSlotToAClientThatLeavesWhileItWaits() {
        try (var server = TestServer.withCeiling(1, Duration.ofSeconds(20));
                var first = server.client().open();
                var third = server.client()) {
            assertThat(server.requests.next()).isEqualTo("request");
            try (var second = server.client()) {
                second.askWithoutWaiting(RawClient.request());
                assertThat(server.requests.next()).isEqualTo("request");
            }
            third.askWithoutWaiting(RawClient.request());
            first.reset();
            assertThat(third.head()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void saysGoodbyeToOpenSessionsWhenTheServerStops() {
        var server = TestServer.start();
        try (var client = server.client().open()) {
            assertThat(server.events.next()).isEqualTo("open");
            Thread stop = Thread.startVirtualThread(server::close);
            assertThat(client.read())
                    .isEqualTo(new Frame(RawClient.CLOSE, 1001, "Server shutting down"));
            client.send(RawClient.close(1001, ""));
            assertThat(client.seesTheEnd()).isTrue();
            assertThat(server.events.next()).isEqualTo("close 1001 Server shutting down");
            assertEnds(stop);
        }
    }

    @Test
    void letsAListenerFinishWhenTheServerStops() {
        var server = TestServer.start();
        try (var client = server.client().open()) {
            client.text("work");
            assertThat(server.events.next()).isEqualTo("open");
            assertThat(server.events.next()).isEqualTo("text work");
            Thread stop = Thread.startVirtualThread(server::close);
            assertThat(client.read().code()).isEqualTo(1001);
            client.send(RawClient.close(1001, ""));
            // Time enough for Helidon to interrupt its own threads.
            assertThat(server.events.staysQuiet(Duration.ofMillis(300))).isTrue();
            assertThat(stop.isAlive()).isTrue();
            server.workDone.countDown();
            assertThat(server.events.next()).isEqualTo("worked");
            assertThat(server.events.next()).isEqualTo("close 1001 Server shutting down");
            assertEnds(stop);
        }
    }

    @Test
    void stopsInTimeWhenNobodyAnswers() {
        var server = TestServer.start();
        try (var client = server.client().open()) {
            assertThat(server.events.next()).isEqualTo("open");
            long start = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(server.events.next()).isEqualTo("close 1001 Server shutting down");
            assertThat(client.read().code()).isEqualTo(1001);
            assertThat(client.isCutOff()).isTrue();
        }
    }

    @Test
    void answers503ToTheQueueWhenTheServerStops() {
        var server = TestServer.withCeiling(1, Duration.ofSeconds(20));
        try (var waiting = server.client()) {
            assertThat(server.hasFreeSlot()).isTrue();
            waiting.askWithoutWaiting(RawClient.request());
            assertThat(server.requests.next()).isEqualTo("request");
            long start = System.nanoTime();
            Thread stop = Thread.startVirtualThread(server::close);
            assertThat(waiting.head()).startsWith(UNAVAILABLE);
            assertThat(waiting.seesTheEnd()).isTrue();
            assertEnds(stop);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    private static void assertEnds(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
