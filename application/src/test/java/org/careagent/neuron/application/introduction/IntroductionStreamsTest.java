package org.careagent.neuron.application.introduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.access.CheckApiKey;
import org.careagent.neuron.application.access.KeyUse;
import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.FakeNonceSource;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.application.provider.AcknowledgeIntroduction;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.Relationship;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// The streams on a clock that stands still; what would run on a thread of its own runs at once.
@Timeout(60)
final class IntroductionStreamsTest {
    private static final Instant NOW = Samples.ISSUED.plusSeconds(60);
    private static final Npi ADA = provider(1);
    private static final Npi NOBODY = provider(2);
    private static final SourceAddress HERE = new SourceAddress(4, 0x7F000001);
    private static final Duration TICK = IntroductionStreams.BETWEEN_LOOKS;
    private static final Duration PING = TICK.multipliedBy(IntroductionStreams.LOOKS_A_PING);
    private static final Duration CHALLENGE_TIME = Duration.ofSeconds(30);
    private static final String API_KEY = "nrn_good";
    private static final Signature RIGHT = new Signature(Bytes.of(new byte[] {1}));
    private static final Signature WRONG = new Signature(Bytes.of(new byte[] {2}));
    private static final SignatureVerifier SIGNATURES =
            (key, _, signature) ->
                    signature.equals(RIGHT)
                            ? new SignatureCheck.Holds(key(1))
                            : new SignatureCheck.BadSignature();

    private final FakeBooks books = new FakeBooks();
    private final ManualClock clock = new ManualClock(NOW);
    private final ManualTimers timers = new ManualTimers(clock);
    private final AcknowledgeIntroduction acknowledge =
            new AcknowledgeIntroduction(books.storage.introductions(), books.journal, clock);
    private final IntroductionStreams streams =
            new IntroductionStreams(
                    new StreamGate(
                            provider(9),
                            CHALLENGE_TIME,
                            books.storage.providers(),
                            new CheckApiKey(
                                    books.storage.apiKeys(),
                                    new KeyUse(books.storage.apiKeys(), timers, clock),
                                    clock),
                            SIGNATURES,
                            new FakeNonceSource(),
                            new Floods(
                                    100,
                                    AuditEvent.AuthFailuresCoalesced::new,
                                    books.journal,
                                    timers,
                                    clock),
                            books.journal),
                    books.storage.introductions(),
                    acknowledge,
                    Runnable::run,
                    timers,
                    clock);
    private final ApiKey apiKey =
            new ApiKey(
                    new ApiKeyId(new UUID(0, 5)),
                    "Ada's",
                    Set.of(Scope.PROVIDER),
                    Optional.of(ADA),
                    NOW,
                    Optional.empty(),
                    Optional.empty());
    private int introduced;

    /// One connection.
    private final class Line {
        final RecordingAgent agent = new RecordingAgent();
        final StreamSession session;

        Line(Npi provider, Optional<String> text) {
            session = streams.open(agent, new Visit(provider, HERE), text);
        }

        void acknowledge(IntroductionId id) {
            session.receive(new ProviderMessage.Acknowledgement(id));
        }
    }

    @BeforeEach
    void open() {
        store(
                new Write.AddProvider(
                        new Provider(
                                ADA,
                                "Ada",
                                List.of("physician"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new ProviderKey(key(1).bytes())))));
        store(new Write.AddApiKey(apiKey, ApiKeyHash.of(API_KEY)));
        var _ = books.storage.introductionSignal().listen(streams);
    }

    private void store(Write write) {
        var _ = books.journal.commit(write, List.of());
    }

    private IntroductionId introduce() {
        introduced++;
        Relationship some = relationship(patient(introduced), ADA);
        Relationship dated =
                new Relationship(
                        some.id(),
                        some.patient(),
                        some.provider(),
                        some.endpoint(),
                        some.actions(),
                        some.consentIssuedAt(),
                        some.createdAt(),
                        some.updatedAt().plusNanos(introduced));
        var founded = establish(dated, key(introduced));
        store(new Write.Relate(founded));
        return founded.introduction();
    }

    private List<IntroductionId> introduceSome(int count) {
        return IntStream.range(0, count).mapToObj(_ -> introduce()).toList();
    }

    private Line connect() {
        return new Line(ADA, Optional.of(API_KEY));
    }

    private Line visit() {
        return new Line(ADA, Optional.empty());
    }

    private List<String> reasons() {
        return books.audit.events().stream()
                .filter(AuditEvent.AuthFailed.class::isInstance)
                .map(event -> ((AuditEvent.AuthFailed) event).reason())
                .toList();
    }

    @Nested
    class AtTheGate {
        @Test
        void letsInWhoSignsTheChallenge() {
            Line line = visit();
            assertThat(line.agent.challenges).hasSize(1);
            assertThat(line.agent.admitted).isFalse();

            line.session.receive(new ProviderMessage.ChallengeResponse(RIGHT));

            assertThat(line.agent.admitted).isTrue();
            assertThat(line.agent.ends).isEmpty();
            assertThat(streams.streams()).isEqualTo(1);
            assertThat(reasons()).isEmpty();
        }

        @Test
        void refusesAWrongSignatureAndTakesNoSecond() {
            Line line = visit();

            line.session.receive(new ProviderMessage.ChallengeResponse(WRONG));
            line.session.receive(new ProviderMessage.ChallengeResponse(RIGHT));

            assertThat(line.agent.ends).containsExactly(StreamEnd.REFUSED);
            assertThat(line.agent.admitted).isFalse();
            assertThat(reasons()).containsExactly("wrong signature");
        }

        @Test
        void asksAndRefusesForAProviderThatIsNotThereAsForOneThatIs() {
            Line line = new Line(NOBODY, Optional.empty());
            assertThat(line.agent.challenges).hasSize(1);

            line.session.receive(new ProviderMessage.ChallengeResponse(RIGHT));

            assertThat(line.agent.ends).containsExactly(StreamEnd.REFUSED);
            assertThat(reasons()).containsExactly("provider not registered");
        }

        @Test
        void refusesWhoSaysAnythingElse() {
            Line line = visit();

            line.session.receive(new ProviderMessage.Unreadable());

            assertThat(line.agent.ends).containsExactly(StreamEnd.REFUSED);
            assertThat(reasons()).containsExactly("message out of order");
        }

        @Test
        void refusesWhoSaysNothingInTime() {
            Line line = visit();
            clock.advance(CHALLENGE_TIME.minusNanos(1));
            assertThat(line.agent.ends).isEmpty();

            clock.advance(Duration.ofNanos(1));

            assertThat(line.agent.ends).containsExactly(StreamEnd.REFUSED);
            assertThat(reasons()).containsExactly("no answer in time");
        }

        @Test
        void refusesABadKeyOneOfAnotherAndOneForNobody() {
            assertThat(new Line(ADA, Optional.of("nrn_bad")).agent.ends)
                    .containsExactly(StreamEnd.REFUSED);
            assertThat(new Line(NOBODY, Optional.of(API_KEY)).agent.ends)
                    .containsExactly(StreamEnd.REFUSED);
            assertThat(reasons()).containsExactly("unknown", "scope lacking");
        }

        @Test
        void holdsFewOfOneAddressAndMakesRoomWhenOneLeaves() {
            List<Line> lines =
                    IntStream.range(0, IntroductionStreams.MOST_UNPROVEN_OF_ONE)
                            .mapToObj(_ -> visit())
                            .toList();
            assertThat(visit().agent.ends).containsExactly(StreamEnd.CROWDED);

            lines.getFirst().session.peerLeft();
            assertThat(visit().agent.ends).isEmpty();
            lines.getLast().session.receive(new ProviderMessage.ChallengeResponse(RIGHT));
            assertThat(visit().agent.ends).isEmpty();
            assertThat(visit().agent.ends).containsExactly(StreamEnd.CROWDED);
        }

        @Test
        void recordsWhoCameWithAKey() {
            var _ = connect();

            assertThat(books.audit.events())
                    .contains(
                            new AuditEvent.ApiRequested("GET", "/ws/provider/" + ADA, apiKey.id()));
        }
    }

    @Nested
    class Hearing {
        @Test
        void sendsTheBacklogAndThenWhatComesOnce() {
            List<IntroductionId> backlog = introduceSome(3);
            Line line = connect();
            assertThat(line.agent.heard).isEqualTo(backlog);

            IntroductionId next = introduce();
            clock.advance(TICK.multipliedBy(2));

            assertThat(line.agent.heard).hasSize(4).endsWith(next);
        }

        @Test
        void sendsAWindowAndGoesOnAsItIsAcknowledged() {
            List<IntroductionId> backlog = introduceSome(3 * IntroductionStreams.WINDOW);
            Line line = connect();
            assertThat(line.agent.heard).isEqualTo(backlog.subList(0, IntroductionStreams.WINDOW));

            for (int i = 0; i < backlog.size(); i++) {
                line.acknowledge(backlog.get(i));
            }

            assertThat(line.agent.heard).isEqualTo(backlog);
        }

        @Test
        void sharesTheStreamAmongTwoWithoutDoubling() {
            Line one = connect();
            Line other = connect();

            List<IntroductionId> all = introduceSome(10);

            assertThat(one.agent.heard).hasSize(5).doesNotContainAnyElementsOf(other.agent.heard);
            assertThat(other.agent.heard).hasSize(5);
            assertThat(all).containsAll(one.agent.heard).containsAll(other.agent.heard);
        }

        @Test
        void givesWhatWasInFlightToTheOtherInItsOrder() {
            List<IntroductionId> backlog = introduceSome(3);
            Line one = connect();
            Line other = connect();
            one.acknowledge(backlog.getFirst());

            one.session.peerLeft();

            assertThat(other.agent.heard).isEqualTo(backlog.subList(1, 3));
        }

        @Test
        void keepsWhatWasInFlightForTheNextConnection() {
            List<IntroductionId> backlog = introduceSome(3);
            Line one = connect();
            one.acknowledge(backlog.getFirst());
            one.session.peerLeft();
            assertThat(streams.streams()).isZero();
            assertThat(timers.pending()).isZero();

            assertThat(connect().agent.heard).isEqualTo(backlog.subList(1, 3));
        }

        @Test
        void isSettledByAnyConnection() {
            IntroductionId id = introduce();
            Line one = connect();
            Line other = connect();

            other.acknowledge(id);
            one.session.peerLeft();

            assertThat(other.agent.heard).isEmpty();
        }

        @Test
        void makesRoomForWhatWasAcknowledgedElsewhere() {
            List<IntroductionId> backlog = introduceSome(IntroductionStreams.WINDOW + 1);
            Line line = connect();
            assertThat(line.agent.heard).hasSize(IntroductionStreams.WINDOW);

            assertThat(acknowledge.acknowledge(backlog.getFirst(), ADA))
                    .isEqualTo(AcknowledgeIntroduction.Outcome.ACKNOWLEDGED);
            clock.advance(TICK);

            assertThat(line.agent.heard).isEqualTo(backlog);
        }

        @Test
        void looksByItselfWhenASignalIsLost() {
            Line line = connect();
            var silent = establish(relationship(patient(99), ADA), key(99));
            assertThat(books.storage.relationships().apply(silent)).isTrue();
            assertThat(line.agent.heard).isEmpty();

            clock.advance(TICK);

            assertThat(line.agent.heard).containsExactly(silent.introduction());
        }

        @Test
        void ignoresTheAcknowledgementOfWhatIsNotThere() {
            Line line = connect();

            line.acknowledge(new IntroductionId(new UUID(0, 7)));

            assertThat(line.agent.ends).isEmpty();
        }

        @Test
        void endsOnAMessageThatIsNotDue() {
            Line line = connect();

            line.session.receive(new ProviderMessage.Unreadable());

            assertThat(line.agent.ends).containsExactly(StreamEnd.UNREADABLE);
            assertThat(streams.streams()).isZero();
        }

        @Test
        void pingsAndCutsOffWhoDoesNotAnswerTwo() {
            Line line = connect();
            Line lively = connect();
            for (int i = 0; i < 2; i++) {
                clock.advance(PING);
                lively.session.heard();
            }
            assertThat(line.agent.pings).isEqualTo(2);
            assertThat(line.agent.ends).isEmpty();

            clock.advance(PING);

            assertThat(line.agent.ends).containsExactly(StreamEnd.SILENT);
            assertThat(lively.agent.ends).isEmpty();
            assertThat(lively.agent.pings).isEqualTo(3);
        }

        @Test
        void tellsNobodyMoreWhoseKeyIsRevoked() {
            Line line = connect();
            store(new Write.RevokeApiKey(apiKey.id(), NOW));

            var _ = introduce();

            assertThat(line.agent.heard).isEmpty();
            assertThat(line.agent.ends).containsExactly(StreamEnd.REFUSED);
        }

        @Test
        void endsTheStreamsOfARemovedProviderSoon() {
            Line byKey = connect();
            Line bySignature = visit();
            bySignature.session.receive(new ProviderMessage.ChallengeResponse(RIGHT));
            store(new Write.RemoveProvider(ADA));

            clock.advance(TICK);

            assertThat(byKey.agent.ends).containsExactly(StreamEnd.REFUSED);
            assertThat(bySignature.agent.ends).containsExactly(StreamEnd.REFUSED);
            assertThat(streams.streams()).isZero();
        }

        @Test
        void takesOnlySoManyOfOneProvider() {
            IntStream.range(0, IntroductionStreams.MOST_OF_ONE_PROVIDER)
                    .forEach(_ -> assertThat(connect().agent.admitted).isTrue());

            assertThat(connect().agent.ends).containsExactly(StreamEnd.CROWDED);
            assertThat(streams.streams()).isEqualTo(IntroductionStreams.MOST_OF_ONE_PROVIDER);
        }
    }
}
