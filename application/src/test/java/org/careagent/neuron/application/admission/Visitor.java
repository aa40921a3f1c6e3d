package org.careagent.neuron.application.admission;

import org.careagent.neuron.application.admission.Admission.Place;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A guest that stays, on a thread of its own, until it is sent away, and remembers what it is
/// told.
class Visitor implements Guest {
    static final String ADMITTED = "ADMITTED";

    private final SourceAddress source;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final CountDownLatch staying = new CountDownLatch(1);
    private final CountDownLatch going = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    Visitor(SourceAddress source) {
        this.source = source;
    }

    /// Returns once it has arrived, and whatever follows from that has been told.
    Visitor comeTo(Admission door) {
        var _ =
                Thread.startVirtualThread(() -> {
                    try {
                        door.host(this, this::stay);
                    } finally {
                        gone.countDown();
                    }
                });
        await(staying);
        return this;
    }

    private void stay() {
        staying.countDown();
        await(going);
    }

    /// Returns once it has left, and whatever follows from that has been told.
    void goAway() {
        going.countDown();
        await(gone);
    }

    @Override
    public SourceAddress source() {
        return source;
    }

    @Override
    public void admitted(Place place) {
        places.add(place);
        told.add(ADMITTED);
    }

    @Override
    public void turnedAway(TurnedAway why) {
        told.add(why.name());
    }

    /// Each [TurnedAway], or [#ADMITTED].
    List<String> told() {
        return told;
    }

    Place place() {
        return places.getFirst();
    }

    // Without a deadline: that is the test's.
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
