package org.careagent.neuron.adapters.inbound.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.Frame;
import org.careagent.neuron.application.admission.AdmissionLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;

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
            assertThat(first.read().code()).isEqualTo(4002);
            first.send(RawClient.close(4002, ""));
            assertThat(server.events.next()).isEqualTo("text leave");
            assertThat(List.of(server.events.next(), server.events.next()))
                    .containsExactlyInAnyOrder("open", "close 4002 as asked");
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
    void answersTheMessageThatIsWorkedOnBeforeItSaysGoodbye() {
        var server = TestServer.start();
        try (var client = server.client().open()) {
            client.text("work");
            assertThat(server.events.next()).isEqualTo("open");
            assertThat(server.events.next()).isEqualTo("text work");
            Thread stop = Thread.startVirtualThread(server::close);
            assertThat(server.events.staysQuiet(Duration.ofMillis(300))).isTrue();
            assertThat(stop.isAlive()).isTrue();
            server.workDone.countDown();
            assertThat(server.events.next()).isEqualTo("worked");
            assertThat(client.read().text()).isEqualTo("worked");
            assertThat(client.read().code()).isEqualTo(1001);
            client.send(RawClient.close(1001, ""));
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
        try (var _ = server.client().open();
                var waiting = server.client()) {
            assertThat(server.requests.next()).isEqualTo("request");
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

    @Test
    void noticesAtOnceThatAClientLeavesWhileItWaits() {
        try (var server = TestServer.withCeiling(1, Duration.ofSeconds(20));
                var _ = server.client().open();
                var second = server.client()) {
            second.askWithoutWaiting(RawClient.request());
            assertThat(server.comesTo(1, 1)).isTrue();
            second.reset();
            assertThat(server.comesTo(1, 0)).isTrue();
        }
    }

    @Test
    void refusesTheNewestOfTheAddressWithMostWaiting() {
        try (var server = TestServer.with(new AdmissionLimits(1, 2, Duration.ofSeconds(20)));
                var first = server.client().open();
                var second = server.client();
                var third = server.client();
                var fourth = server.client()) {
            second.askWithoutWaiting(RawClient.request());
            assertThat(server.comesTo(1, 1)).isTrue();
            third.askWithoutWaiting(RawClient.request());
            assertThat(server.comesTo(1, 2)).isTrue();
            assertThat(fourth.ask(RawClient.request())).startsWith(UNAVAILABLE);
            assertThat(fourth.seesTheEnd()).isTrue();
            first.reset();
            assertThat(second.head()).startsWith("HTTP/1.1 101 ");
            second.reset();
            assertThat(third.head()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void takesTurnsBetweenTheAddressesThatATrustedProxyVouchesFor() {
        try (var server = TestServer.withCeiling(1, Duration.ofSeconds(20));
                var inside = server.client().open();
                var one = server.proxy();
                var two = server.proxy();
                var other = server.proxy()) {
            one.askWithoutWaiting(RawClient.request() + "X-Forwarded-For: 192.0.2.1\n");
            assertThat(server.comesTo(1, 1)).isTrue();
            two.askWithoutWaiting(RawClient.request() + "X-Forwarded-For: 192.0.2.1\n");
            assertThat(server.comesTo(1, 2)).isTrue();
            other.askWithoutWaiting(RawClient.request() + "X-Forwarded-For: 192.0.2.2\n");
            assertThat(server.comesTo(1, 3)).isTrue();
            inside.reset();
            assertThat(one.head()).startsWith("HTTP/1.1 101 ");
            one.reset();
            assertThat(other.head()).startsWith("HTTP/1.1 101 ");
            other.reset();
            assertThat(two.head()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void hearsAfterTheAnswerWhatAWaitingClientHasSaidBeforeIt() {
        try (var server = TestServer.withCeiling(1, Duration.ofSeconds(20));
                var first = server.client().open();
                var hasty = server.client()) {
            hasty.askWithoutWaiting(RawClient.request());
            assertThat(server.comesTo(1, 1)).isTrue();
            hasty.text("hello");
            first.reset();
            assertThat(hasty.head()).startsWith("HTTP/1.1 101 ");
            assertThat(hasty.read().text()).isEqualTo("hello");
        }
    }

    @Test
    void refusesAClientThatSaysTooMuchBeforeTheAnswer() {
        try (var server = TestServer.withCeiling(1, Duration.ofSeconds(20));
                var _ = server.client().open();
                var hasty = server.client()) {
            hasty.askWithoutWaiting(RawClient.request());
            assertThat(server.comesTo(1, 1)).isTrue();
            hasty.send(new byte[5000]);
            assertThat(hasty.head()).startsWith("HTTP/1.1 400 ");
            assertThat(hasty.seesTheEnd()).isTrue();
            assertThat(server.comesTo(1, 0)).isTrue();
        }
    }

    @Test
    void answers503ToWhoComesWhileItStops() {
        var server = TestServer.start();
        try (var client = server.client().open();
                var late = server.client()) {
            client.text("work");
            assertThat(server.events.next()).isEqualTo("open");
            assertThat(server.events.next()).isEqualTo("text work");
            Thread stop = Thread.startVirtualThread(server::close);
            assertThat(server.hasClosedItsDoor()).isTrue();
            assertThat(late.ask(RawClient.request())).startsWith(UNAVAILABLE);
            server.workDone.countDown();
            assertEnds(stop);
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
