package org.careagent.neuron.application.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.admission.Admission.Place;
import org.careagent.neuron.application.admission.NaiveDoor.Somebody;
import org.careagent.neuron.application.admission.NaiveDoor.Told;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// One random course of events at a door, the same for the same seed. After each of them the door
/// must have done what the [NaiveDoor] does.
final class Interleaving {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EVENTS = 50;

    private final Random random;
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final ManualTimers timers = new ManualTimers(clock);
    private final AdmissionLimits limits;
    private final int sources;
    private final Admission door;
    private final NaiveDoor model;
    private final FairnessCheck fairness = new FairnessCheck();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<Player> here = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private int arrived;
    private int checked;

    Interleaving(long seed) {
        this.random = new Random(seed);
        this.limits = new AdmissionLimits(1 + random.nextInt(3), random.nextInt(8), PATIENCE);
        this.sources = 1 + random.nextInt(4);
        this.door = new Admission(limits, timers, clock);
        this.model = new NaiveDoor(limits);
    }

    void play() {
        for (int event = 0; event < EVENTS; event++) {
            happen();
            check();
        }
        while (!here.isEmpty()) {
            goAway(here.getFirst());
            check();
        }
        assertThat(door.figures()).isEqualTo(new AdmissionFigures(0, 0, Duration.ZERO));
    }

    /// What has happened so far.
    @Override
    public String toString() {
        return limits + " " + events;
    }

    private void happen() {
        int dice = random.nextInt(200);
        if (dice == 0) {
            drain();
        } else if (dice < 90 || here.isEmpty()) {
            arrive();
        } else if (dice < 130) {
            goAway(somebodyHere());
        } else if (dice < 165) {
            giveUpPlace(somebodyHere());
        } else {
            passTime(Duration.ofMillis(random.nextLong(PATIENCE.toMillis() / 2)));
        }
    }

    private Player somebodyHere() {
        return here.get(random.nextInt(here.size()));
    }

    private void arrive() {
        SourceAddress source = new SourceAddress(4, random.nextInt(sources));
        boolean restless = random.nextInt(5) == 0;
        Player player = new Player(new Somebody(++arrived, source, restless, clock.instant()));
        events.add("arrives " + player.somebody);
        fairness.arrives(arrived, source);
        here.add(player);
        var _ = player.comeTo(door);
        model.arrive(player.somebody, clock.instant());
    }

    private void goAway(Player player) {
        events.add("goes " + player.somebody.number());
        fairness.goes(player.somebody.number());
        here.remove(player);
        player.goAway();
        model.leave(player.somebody, clock.instant());
    }

    /// Only who has been admitted has a place, but may give it up again and again.
    private void giveUpPlace(Player player) {
        if (player.told().contains(Visitor.ADMITTED)) {
            events.add("gives up " + player.somebody.number());
            player.place().leave();
            model.leave(player.somebody, clock.instant());
        }
    }

    private void passTime(Duration time) {
        events.add("passes " + time);
        Instant before = clock.instant();
        clock.advance(time);
        model.timePasses(before, clock.instant());
    }

    private void drain() {
        events.add("drain");
        door.drain();
        model.drain(clock.instant());
    }

    private void check() {
        assertThat(told).isEqualTo(model.told());
        told.subList(checked, told.size()).forEach(fairness::hears);
        checked = told.size();

        AdmissionFigures figures = door.figures();
        assertThat(figures).isEqualTo(model.figures(clock.instant()));
        assertThat(figures.active()).isLessThanOrEqualTo(limits.ceiling());
        assertThat(figures.queued()).isLessThanOrEqualTo(limits.maxQueued());
        assertThat(figures.oldestWait()).isLessThan(PATIENCE);
        assertThat(timers.pending()).isLessThanOrEqualTo(1);
        assertThat(timers.thrown()).isEmpty();
        if (figures.queued() > 0) {
            assertThat(figures.active()).isEqualTo(limits.ceiling());
            assertThat(timers.pending()).isEqualTo(1);
        }
    }

    private final class Player extends Visitor {
        private final Somebody somebody;

        Player(Somebody somebody) {
            super(somebody.source());
            this.somebody = somebody;
        }

        @Override
        public void admitted(Place place) {
            super.admitted(place);
            write(ADMITTED);
            if (somebody.restless()) {
                fail();
                place.leave();
            }
        }

        @Override
        public void turnedAway(TurnedAway why) {
            super.turnedAway(why);
            write(why.name());
            if (somebody.restless()) {
                fail();
            }
        }

        private void write(String what) {
            told.add(new Told(somebody.number(), what, clock.instant()));
        }

        private void fail() {
            if (somebody.number() % 2 == 0) {
                throw new IllegalStateException("thrown by a test");
            }
        }
    }
}
