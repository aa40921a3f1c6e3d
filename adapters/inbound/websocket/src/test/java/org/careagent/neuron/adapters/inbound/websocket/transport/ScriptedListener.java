package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

import java.util.concurrent.CountDownLatch;

/// Says everything back, except for a few words that make it do something else.
final class ScriptedListener implements WsListener {
    private final Events events;
    private final CountDownLatch workDone;

    /// @param workDone what `work` waits for
    ScriptedListener(Events events, CountDownLatch workDone) {
        this.events = events;
        this.workDone = workDone;
    }

    @Override
    public void onOpen(WsSession session) {
        events.add("open");
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        events.add("text " + (text.length() > 100 ? text.length() : text));
        switch (text) {
            case "leave" -> session.send("farewell", true).close(4002, "as asked").send("no", true);
            case "leave from elsewhere" ->
                    Thread.startVirtualThread(
                            () -> session.send("farewell", true).close(4001, "time is up"));
            case "leave at once" -> session.terminate();
            case "throw" -> throw new IllegalStateException("as asked");
            case "throw twice" -> throw new UnsupportedOperationException("as asked");
            case "flood" -> flood(session);
            case "work" -> {
                work();
                session.send("worked", true);
            }
            default -> session.send(text, last);
        }
    }

    private void work() {
        try {
            workDone.await();
            events.add("worked");
        } catch (InterruptedException _) {
            events.add("interrupted");
        }
    }

    private void flood(WsSession session) {
        for (int i = 0; i < 1000; i++) {
            session.send("x".repeat(100_000), true);
        }
        events.add("flooded");
    }

    @Override
    public void onMessage(WsSession session, BufferData buffer, boolean last) {
        events.add("binary " + buffer.available());
        session.send(buffer, last);
    }

    @Override
    public void onError(WsSession session, Throwable t) {
        events.add("error " + t.getClass().getSimpleName());
        if (t instanceof UnsupportedOperationException) {
            throw new IllegalStateException("again");
        }
        session.send("sorry", true);
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        events.add("close " + status + " " + reason);
        if (reason.equals("throw")) {
            throw new IllegalStateException("as asked");
        }
    }
}
