package org.careagent.neuron.application.introduction;

import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.application.provider.AcknowledgeIntroduction;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets providers' agents learn of patients as they come: each introduction at least once, in the
/// order in which they were made, until it is acknowledged (handshake protocol, section 6).
///
/// Several connections of one provider share its stream: each pending introduction is in flight on
/// one of them, and on the same connection it is sent once. When a connection ends, what was in
/// flight on it goes to another, or waits. That holds for the connections of one node. Nodes do not
/// tell each other what is in flight: two connections of one provider to two nodes may both be
/// given the same introduction. It is settled by whichever acknowledges it first; the other node
/// finds that out at its next look.
///
/// A look is taken when a connection comes, when the storage signals, when room has come about, and
/// every [#BETWEEN_LOOKS] besides. Access is examined anew before each. Safe for use by many
/// threads.
public final class IntroductionStreams implements IntroductionSignal.Ear {
    /// How many introductions are in flight on one connection at the most.
    public static final int WINDOW = 32;

    /// How many connections one provider may have to one node.
    public static final int MOST_OF_ONE_PROVIDER = 16;

    /// How many may be under way who have not proved who they are, and how many of one address.
    public static final int MOST_UNPROVEN = 256;

    /// How many of those may come from one address.
    public static final int MOST_UNPROVEN_OF_ONE = 16;

    /// How long it may take until a revoked key or a removed provider is noticed, and a signal that
    /// was lost.
    public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /// How many times that passes between two pings: they come every 30 seconds.
    public static final int LOOKS_A_PING = 3;

    /// Who has not answered so many pings is cut off when the next is due.
    public static final int MOST_UNANSWERED = 2;

    private final StreamGate gate;
    private final IntroductionStore introductions;
    private final AcknowledgeIntroduction acknowledge;
    private final StreamParts parts;
    private final Lobby lobby = new Lobby(MOST_UNPROVEN, MOST_UNPROVEN_OF_ONE);
    private final Map<Npi, ProviderStream> streams = new HashMap<>();
    private volatile boolean closed;

    /// @param gate finds out who comes
    /// @param introductions what there is to learn
    /// @param acknowledge keeps what was learnt
    /// @param threads run what may block, each at once on a thread of its own
    /// @param timers for deadlines and pings
    /// @param clock what those go by
    public IntroductionStreams(
            StreamGate gate,
            IntroductionStore introductions,
            AcknowledgeIntroduction acknowledge,
            Threads threads,
            Timers timers,
            InstantSource clock) {
        this.gate = gate;
        this.introductions = introductions;
        this.acknowledge = acknowledge;
        this.parts = new StreamParts(threads, timers, clock, () -> !closed);
    }

    /// Begins with `agent`: lets it in, asks it for a proof, or refuses it.
    ///
    /// @param apiKey the text that it came with, if it came with one
    public StreamSession open(ProviderAgent agent, Visit visit, Optional<String> apiKey) {
        StreamSession session = new StreamSession(this, agent, visit, new Outbox(parts.threads()));
        session.begin(apiKey);
        return session;
    }

    /// How many connections are let in at this moment.
    public int streams() {
        return all().stream().mapToInt(ProviderStream::size).sum();
    }

    /// Looks for nothing any more: the Neuron stops. Connections are ended by whoever holds them.
    public void close() {
        closed = true;
    }

    @Override
    public void introduced(Npi provider) {
        Optional<ProviderStream> stream;
        synchronized (this) {
            stream = Optional.ofNullable(streams.get(provider));
        }
        stream.filter(_ -> !closed).ifPresent(ProviderStream::look);
    }

    @Override
    public void introducedPerhaps() {
        if (!closed) {
            all().forEach(ProviderStream::look);
        }
    }

    private synchronized List<ProviderStream> all() {
        return List.copyOf(streams.values());
    }

    /// Lets `delivery` share the stream of `provider`; empty if too many do.
    synchronized Optional<ProviderStream> join(Npi provider, Delivery delivery) {
        ProviderStream stream =
                streams.computeIfAbsent(
                        provider, npi -> new ProviderStream(parts, introductions, npi));
        return stream.join(delivery) ? Optional.of(stream) : Optional.empty();
    }

    /// `delivery` has ended.
    void leave(Npi provider, ProviderStream stream, Delivery delivery) {
        synchronized (this) {
            if (stream.leave(delivery)) {
                streams.remove(provider, stream);
            }
        }
        stream.look();
    }

    StreamGate gate() {
        return gate;
    }

    Lobby lobby() {
        return lobby;
    }

    AcknowledgeIntroduction acknowledge() {
        return acknowledge;
    }

    StreamParts parts() {
        return parts;
    }
}
