package org.careagent.neuron.application.admission;

import org.careagent.neuron.application.port.Measurements;
import org.careagent.neuron.application.port.Timers;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The safety ceiling (handshake protocol, section 5): so many sessions at once and no more; who
/// comes on top of that waits, first come first served within an address, the addresses in turn.
/// Nobody waits while a place is free.
///
/// Safe for use by many threads. Whoever causes a decision tells the guests of it: who arrives, who
/// leaves, who drains, or the timer. That happens outside the lock, so a slow guest keeps nobody
/// from coming and going; but those about whom the same thread has more to tell wait for it.
public final class Admission implements Occupancy {
    private final Timers timers;
    private final InstantSource clock;
    private final Measurements measurements;
    private final Lock lock = new ReentrantLock();
    private final Door door;
    private final Announcements announcements = new Announcements();
    // All are equally patient, so one timer is enough: for the one who has waited longest.
    private Optional<Timers.Timer> armed = Optional.empty();

    /// A door that nobody measures.
    public Admission(AdmissionLimits limits, Timers timers, InstantSource clock) {
        this(limits, timers, clock, Measurements.NONE);
    }

    /// @param limits what the door holds
    /// @param timers for the patience of those who wait; once they take no more tasks, nobody can
    ///   wait any more, and the door closes as by [#drain()]
    /// @param clock tells how long somebody has waited
    /// @param measurements is told how long somebody had to wait
    public Admission(
            AdmissionLimits limits, Timers timers, InstantSource clock, Measurements measurements) {
        this.timers = timers;
        this.clock = clock;
        this.measurements = measurements;
        this.door = new Door(limits);
    }

    /// Lets `guest` in, or wait, or turns it away, and runs `stay` on the calling thread: at once,
    /// whichever it is. When that ends, however it ends, the guest has left: it waits no more and
    /// has no place.
    ///
    /// @param guest told, before `stay` or meanwhile, what has been decided about it
    /// @param stay what it does while it is here; to end when the guest has left, or been turned
    ///   away; what it throws is thrown on
    public void host(Guest guest, Runnable stay) {
        SourceAddress source = guest.source();
        Place place = new Place(this, new MeasuredGuest(guest, measurements, clock));
        try {
            decide(now -> door.arrive(place, source, now));
            stay.run();
        } finally {
            place.leave();
        }
    }

    /// Turns away all who wait, and all who come from now on. Who is in stays in.
    public void drain() {
        decide(_ -> door.close());
    }

    @Override
    public AdmissionFigures figures() {
        lock.lock();
        try {
            return door.figures(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private void decide(Function<Instant, List<Decision>> step) {
        List<Decision> decisions = new ArrayList<>();
        lock.lock();
        try {
            decisions.addAll(step.apply(clock.instant()));
            decisions.addAll(arm());
        } finally {
            lock.unlock();
            announcements.tell(decisions);
        }
    }

    private List<Decision> arm() {
        Optional<Instant> due = door.nextDeadline();
        try {
            if (due.isPresent() && armed.isEmpty()) {
                armed = Optional.of(timers.schedule(due.get(), this::patienceEnds));
            }
            return List.of();
        } catch (RejectedExecutionException _) {
            return door.close();
        }
    }

    // May be early, if the one it was meant for has gone.
    private void patienceEnds() {
        decide(now -> {
            armed = Optional.empty();
            return door.endPatience(now);
        });
    }

    /// The place of one guest: under the ceiling, once that guest has been admitted.
    public static final class Place {
        private final Admission admission;
        private final Guest guest;

        private Place(Admission admission, Guest guest) {
            this.admission = admission;
            this.guest = guest;
        }

        /// Gives it up, for the next in turn; a second time does nothing.
        public void leave() {
            admission.decide(_ -> admission.door.leave(this));
        }

        Guest guest() {
            return guest;
        }
    }
}
