package org.careagent.neuron.adapters.inbound.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.frame;

import org.careagent.neuron.adapters.inbound.websocket.transport.RawClient.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// However a session ends, the listener learns it once and the slot is free (handshake protocol,
/// section 5). The ceiling is 1 in here.
@Timeout(
        value = 30,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a stuck write hears no interrupt
class ClosingTest {
    private static final Duration ENOUGH = TestServer.PATIENCE.multipliedBy(8);

    private final TestServer server = TestServer.withCeiling(1, Duration.ofSeconds(5));
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

    private void assertEnded(String event) {
        assertThat(server.events.next()).isEqualTo(event);
        assertThat(server.isDeserted()).isTrue();
        assertThat(server.events.none()).isTrue();
    }

    @Test
    void echoesTheCloseOfThePeer() {
        client.send(RawClient.close(4321, "enough"));
        assertThat(client.read()).isEqualTo(new Frame(RawClient.CLOSE, 4321, ""));
        assertThat(client.seesTheEnd()).isTrue();
        assertEnded("close 4321 enough");
    }

    @Test
    void answersACloseWithoutCode() {
        client.send(frame(RawClient.CLOSE, ""));
        assertThat(client.read()).isEqualTo(new Frame(RawClient.CLOSE, 0, ""));
        assertThat(client.seesTheEnd()).isTrue();
        assertEnded("close 1005 ");
    }

    @Test
    void ignoresWhatComesAfterTheCloseOfThePeer() {
        client.send(RawClient.join(RawClient.close(1000, ""), frame(RawClient.TEXT, "more")));
        assertThat(client.read().code()).isEqualTo(1000);
        assertEnded("close 1000 ");
    }

    @Test
    void writesNothingAfterItsOwnClose() {
        client.text("leave");
        assertThat(client.read().text()).isEqualTo("farewell");
        assertThat(client.read()).isEqualTo(new Frame(RawClient.CLOSE, 4002, "as asked"));
        client.send(frame(RawClient.PING, "still there?"));
        client.send(RawClient.close(4002, ""));
        assertThat(client.seesTheEnd()).isTrue();
        assertThat(server.events.next()).isEqualTo("text leave");
        assertEnded("close 4002 as asked");
    }

    @Test
    void deliversNothingAfterItsOwnClose() {
        client.send(RawClient.join(frame(RawClient.TEXT, "leave"), frame(RawClient.TEXT, "more")));
        assertThat(client.read().text()).isEqualTo("farewell");
        client.send(RawClient.close(4002, ""));
        assertThat(client.read().code()).isEqualTo(4002);
        assertThat(client.seesTheEnd()).isTrue();
        assertThat(server.events.next()).isEqualTo("text leave");
        assertEnded("close 4002 as asked");
    }

    @Test
    void freesTheSlotBeforeThePeerHasAnsweredTheClose() {
        client.text("leave");
        assertThat(server.events.next()).isEqualTo("text leave");
        assertEnded("close 4002 as asked");
        client.send(RawClient.close(4002, ""));
        assertThat(client.read().text()).isEqualTo("farewell");
    }

    @Test
    void closesFromAnotherThread() {
        client.text("leave from elsewhere");
        assertThat(client.read().text()).isEqualTo("farewell");
        assertThat(client.read()).isEqualTo(new Frame(RawClient.CLOSE, 4001, "time is up"));
        client.send(RawClient.close(4001, ""));
        assertThat(client.seesTheEnd()).isTrue();
        assertThat(server.events.next()).isEqualTo("text leave from elsewhere");
        assertEnded("close 4001 time is up");
    }

    @Test
    void cutsASilentPeerOff() {
        client.text("leave");
        assertThat(client.read().text()).isEqualTo("farewell");
        assertThat(client.read().code()).isEqualTo(4002);
        assertCutInTime(System.nanoTime());
    }

    @Test
    void cutsASilentPeerOffAfterACloseFromAnotherThread() {
        client.text("leave from elsewhere");
        assertThat(client.read().text()).isEqualTo("farewell");
        assertThat(client.read().code()).isEqualTo(4001);
        assertCutInTime(System.nanoTime());
        assertThat(server.events.next()).isEqualTo("text leave from elsewhere");
        assertEnded("close 4001 time is up");
    }

    private void assertCutInTime(long start) {
        assertThat(client.isCutOff()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(TestServer.PATIENCE.dividedBy(2), ENOUGH);
    }

    @Test
    void cutsAPeerOffThatTricklesBytesForever() {
        client.text("leave");
        long start = System.nanoTime();
        int trickled = 0;
        try {
            client.send(new byte[] {(byte) RawClient.TEXT, (byte) 0xFF, 0x7F});
            while (trickled < 1000) {
                client.send(new byte[1]);
                trickled++;
                LockSupport.parkNanos(10_000_000);
            }
        } catch (UncheckedIOException _) {
            // what we wait for
        }
        assertThat(trickled).isLessThan(1000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ENOUGH);
    }

    @Test
    void cutsAPeerOffThatTakesNothingIn() {
        client.text("flood");
        assertThat(server.events.next()).isEqualTo("text flood");
        assertThat(server.events.next()).isEqualTo("flooded");
        assertEnded("close 1006 ");
    }

    @Test
    void endsWithAPeerThatOnlySendsPings() {
        byte[] pings = new byte[0];
        for (int i = 0; i < 100; i++) {
            pings = RawClient.join(pings, frame(RawClient.PING, "p".repeat(125)));
        }
        try {
            for (int i = 0; i < 10_000; i++) {
                client.send(pings);
            }
        } catch (UncheckedIOException _) {
            // what we wait for
        }
        assertEnded("close 1008 Too many pings");
    }

    @Test
    void terminatesAtOnce() {
        client.text("leave at once");
        assertThat(client.read().code()).isEqualTo(1000);
        assertThat(client.isCutOff()).isTrue();
        assertThat(server.events.next()).isEqualTo("text leave at once");
        assertEnded("close 1000 ");
    }

    @Test
    void noticesTheEndOfTheStream() {
        client.halfClose();
        assertThat(client.seesTheEnd()).isTrue();
        assertEnded("close 1006 ");
    }

    @Test
    void noticesTheEndOfTheStreamWithinAFrame() {
        client.send(new byte[] {(byte) RawClient.TEXT, (byte) 0x85, 1, 2, 3, 4, 5});
        client.close();
        assertEnded("close 1006 ");
    }

    @Test
    void noticesAReset() {
        client.reset();
        assertEnded("close 1006 ");
    }

    @Test
    void closesWith1011WhenTheListenerThrows() {
        client.text("throw");
        assertThat(client.read().text()).isEqualTo("sorry");
        assertThat(client.read())
                .isEqualTo(new Frame(RawClient.CLOSE, 1011, "Internal server error"));
        assertThat(server.events.next()).isEqualTo("text throw");
        assertThat(server.events.next()).isEqualTo("error IllegalStateException");
        assertEnded("close 1011 Internal server error");
    }

    @Test
    void closesWith1011WhenTheListenerThrowsEvenWhenItIsTold() {
        client.text("throw twice");
        assertThat(client.read().code()).isEqualTo(1011);
        assertThat(server.events.next()).isEqualTo("text throw twice");
        assertThat(server.events.next()).isEqualTo("error UnsupportedOperationException");
        assertEnded("close 1011 Internal server error");
    }

    @Test
    void freesTheSlotWhenTheListenerThrowsAtTheEnd() {
        client.send(RawClient.close(1000, "throw"));
        assertThat(client.read().code()).isEqualTo(1000);
        assertEnded("close 1000 throw");
    }
}
