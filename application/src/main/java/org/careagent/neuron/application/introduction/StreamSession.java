package org.careagent.neuron.application.introduction;

import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.entrance.Denial;
import org.careagent.neuron.domain.entrance.Entrance;
import org.careagent.neuron.domain.relationship.IntroductionId;

import java.time.Instant;
import java.util.Optional;

/// One connection to a provider's stream, from the moment it comes. Safe for use by many threads;
/// what it is told one after the other it takes in that order.
public final class StreamSession {
    private static final System.Logger LOGGER = System.getLogger(StreamSession.class.getName());

    private final IntroductionStreams streams;
    private final ProviderAgent agent;
    private final Visit visit;
    private final Outbox outbox;
    private Stage stage = new Over();
    private boolean inLobby;
    private Timers.Timer timer = () -> {};

    /// How far it is. All changes of it are guarded by this object's lock.
    private sealed interface Stage {}

    private record AtTheGate(Entrance.AwaitingProof state) implements Stage {}

    private record Hearing(ProviderStream stream, Delivery delivery) implements Stage {}

    private record Over() implements Stage {}

    StreamSession(IntroductionStreams streams, ProviderAgent agent, Visit visit, Outbox outbox) {
        this.streams = streams;
        this.agent = agent;
        this.visit = visit;
        this.outbox = outbox;
    }

    void begin(Optional<String> apiKey) {
        if (apiKey.isPresent()) {
            switch (streams.gate().check(apiKey.get(), visit)) {
                case StreamGate.Check.Passed(Access access) -> admit(access);
                case StreamGate.Check.Failed(Denial why) -> deny(why);
            }
        } else if (streams.lobby().enter(visit.source())) {
            challenge();
        } else {
            agent.end(StreamEnd.CROWDED);
        }
    }

    private synchronized void challenge() {
        inLobby = true;
        Entrance.AwaitingProof waiting =
                streams.gate().challenge(visit, streams.parts().clock().instant());
        stage = new AtTheGate(waiting);
        timer =
                streams.parts()
                        .timers()
                        .schedule(waiting.deadline(), () -> step(new Entrance.Input.TimerFired()));
        outbox.post(() -> agent.challenge(waiting.challenge()));
    }

    /// The agent said `message`. Returns when everything that follows from it is durable.
    public void receive(ProviderMessage message) {
        switch (stage()) {
            case AtTheGate(Entrance.AwaitingProof state) -> step(examine(message, state));
            case Hearing hearing -> hear(message, hearing);
            case Over() -> {}
        }
    }

    /// The agent gave a sign of life.
    public void heard() {
        if (stage() instanceof Hearing hearing) {
            hearing.delivery().heard();
        }
    }

    /// The connection is gone.
    public void peerLeft() {
        close();
    }

    /// Something failed on our side, on the way to or from this session.
    public void failed(Throwable cause) {
        LOGGER.log(System.Logger.Level.ERROR, "the stream of a provider failed", cause);
        end(StreamEnd.SERVER_FAULT);
    }

    private Entrance.Input examine(ProviderMessage message, Entrance.AwaitingProof state) {
        return switch (message) {
            case ProviderMessage.ChallengeResponse(Signature answer) ->
                    streams.gate().examine(state.challenge(), answer);
            case ProviderMessage.Acknowledgement _, ProviderMessage.Unreadable _ ->
                    new Entrance.Input.OtherMessage();
        };
    }

    private void step(Entrance.Input input) {
        switch (next(input)) {
            case Entrance.Proven(var key) -> admit(new Access.BySignature(key));
            case Entrance.Denied(Denial why) -> deny(why);
            case Entrance.AwaitingProof _, Entrance.Left() -> {}
        }
    }

    // The challenge is spent by whoever comes first, the timer or an answer.
    private synchronized Entrance next(Entrance.Input input) {
        if (!(stage instanceof AtTheGate(Entrance.AwaitingProof state))) {
            return new Entrance.Left();
        }
        Instant now = streams.parts().clock().instant();
        Entrance next = state.on(input, now);
        if (next instanceof Entrance.Ended) {
            leaveGate();
        }
        return next;
    }

    private void leaveGate() {
        stage = new Over();
        timer.cancel();
        if (inLobby) {
            streams.lobby().leave(visit.source());
            inLobby = false;
        }
    }

    private void deny(Denial why) {
        try {
            streams.gate().denied(visit, why);
        } finally {
            agent.end(StreamEnd.REFUSED);
        }
    }

    private void admit(Access access) {
        Optional<ProviderStream> joined = join(access);
        if (joined.isEmpty()) {
            agent.end(StreamEnd.CROWDED);
            return;
        }
        agent.admitted();
        joined.get().look();
    }

    // In one go: from then on others may find that it has to end.
    private synchronized Optional<ProviderStream> join(Access access) {
        Delivery delivery = new Delivery(agent, outbox, () -> recheck(access));
        Optional<ProviderStream> joined = streams.join(visit.provider(), delivery);
        joined.ifPresent(stream -> stage = new Hearing(stream, delivery));
        return joined;
    }

    private void recheck(Access access) {
        if (!streams.gate().stillHolds(access, visit.provider())) {
            close();
            outbox.post(() -> agent.end(StreamEnd.REFUSED));
        }
    }

    private void hear(ProviderMessage message, Hearing hearing) {
        hearing.delivery().heard();
        switch (message) {
            case ProviderMessage.Acknowledgement(IntroductionId id) -> acknowledge(id, hearing);
            case ProviderMessage.ChallengeResponse _, ProviderMessage.Unreadable _ ->
                    end(StreamEnd.UNREADABLE);
        }
    }

    // One that is unknown, or another provider's, is not told from one that was acknowledged
    // before.
    private void acknowledge(IntroductionId id, Hearing hearing) {
        switch (streams.acknowledge().acknowledge(id, visit.provider())) {
            case ACKNOWLEDGED, ACKNOWLEDGED_BEFORE -> hearing.stream().settled(id);
            case UNKNOWN -> {}
        }
    }

    private void end(StreamEnd why) {
        close();
        agent.end(why);
    }

    private void close() {
        Stage before;
        synchronized (this) {
            before = stage;
            leaveGate();
        }
        if (before instanceof Hearing(var stream, var delivery)) {
            streams.leave(visit.provider(), stream, delivery);
        }
    }

    private synchronized Stage stage() {
        return stage;
    }
}
