package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;
import static org.careagent.neuron.application.port.Samples.withConsentOf;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What every [RelationshipStore] does.
@Timeout(60)
public abstract class RelationshipStoreContract {
    private static final int RACERS = 32;
    private static final String NON_BMP = "\uD83E\uDE7A";

    private final Relationship first = relationship(patient(1), provider(1));

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    private RelationshipStore store() {
        return storage().relationships();
    }

    @Test
    void knowsNothingOfAStranger() {
        assertThat(standingOf(first)).isEqualTo(Standing.STRANGER);
    }

    @Nested
    class Establishing {
        @Test
        void makesTheRelationshipActiveAndBindsTheKey() {
            assertThat(establish(first, key(1))).isEqualTo(APPLIED);

            assertThat(standingOf(first)).isEqualTo(active(first, key(1)));
        }

        @Test
        void bindsTheAgentIdForAllProviders() {
            applied(establish(first, key(1)));

            assertThat(store().standing(patient(1), provider(2)))
                    .isEqualTo(
                            new Standing(Optional.of(key(1)), Optional.empty(), Optional.empty()));
        }

        @Test
        void conflictsWithAnActiveRelationshipAndChangesNothing() {
            applied(establish(first, key(1)));

            assertThat(establish(relationship(patient(1), provider(1)), key(1)))
                    .isEqualTo(CONFLICT);

            assertThat(standingOf(first)).isEqualTo(active(first, key(1)));
        }

        @Test
        void servesAnotherProviderUnderTheSameKey() {
            Relationship other = relationship(patient(1), provider(2));
            applied(establish(first, key(1)));

            assertThat(establish(other, key(1))).isEqualTo(APPLIED);

            assertThat(standingOf(first)).isEqualTo(active(first, key(1)));
            assertThat(standingOf(other)).isEqualTo(active(other, key(1)));
        }

        @Test
        void servesAnotherPatientUnderTheSameKey() {
            Relationship other = relationship(patient(2), provider(1));
            applied(establish(first, key(1)));

            assertThat(establish(other, key(1))).isEqualTo(APPLIED);
        }

        @Test
        void conflictsUnderAnotherKeyAndWritesNothing() {
            Relationship other = relationship(patient(1), provider(2));
            applied(establish(first, key(1)));

            assertThat(establish(other, key(2))).isEqualTo(CONFLICT);

            assertThat(standingOf(other).active()).isEmpty();
            assertThat(standingOf(other).boundKey()).contains(key(1));
            assertThat(establish(other, key(1))).isEqualTo(APPLIED);
        }

        @Test
        void bindsNothingWhenItConflicts() {
            applied(establish(first, key(1)));
            applied(terminate(first.id(), ISSUED));
            Relationship stale = relationship(patient(1), provider(1));

            assertThat(establish(stale, key(2))).isEqualTo(CONFLICT);

            assertThat(standingOf(first).boundKey()).contains(key(1));
        }
    }

    @Nested
    class Renewing {
        @Test
        void replacesWhatALaterConsentMayChange() {
            Instant later = ISSUED.plusNanos(1);
            Relationship renewed =
                    new Relationship(
                            first.id(),
                            first.patient(),
                            first.provider(),
                            new AgentEndpoint("https://elsewhere.example/"),
                            new ConsentedActions(List.of()),
                            later,
                            first.createdAt(),
                            later);
            applied(establish(first, key(1)));

            assertThat(renew(renewed)).isEqualTo(APPLIED);

            assertThat(standingOf(first)).isEqualTo(active(renewed, key(1)));
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1, -1_000_000_000})
        void conflictsUnlessTheConsentIsLater(long nanos) {
            applied(establish(first, key(1)));

            assertThat(renew(withConsentOf(first, ISSUED.plusNanos(nanos)))).isEqualTo(CONFLICT);

            assertThat(standingOf(first)).isEqualTo(active(first, key(1)));
        }

        @Test
        void conflictsUnderAnotherKeyAndWritesNothing() {
            applied(establish(first, key(1)));

            assertThat(renew(withConsentOf(first, ISSUED.plusSeconds(1)), key(2)))
                    .isEqualTo(CONFLICT);

            assertThat(standingOf(first)).isEqualTo(active(first, key(1)));
        }

        @Test
        void conflictsIfTheRelationshipIsUnknown() {
            Relationship other = relationship(patient(1), provider(1));
            applied(establish(first, key(1)));

            assertThat(renew(withConsentOf(other, ISSUED.plusSeconds(1)))).isEqualTo(CONFLICT);

            assertThat(standingOf(first)).isEqualTo(active(first, key(1)));
        }

        @Test
        void conflictsIfTheRelationshipIsTerminated() {
            applied(establish(first, key(1)));
            applied(terminate(first.id(), ISSUED.plusSeconds(5)));

            assertThat(renew(withConsentOf(first, ISSUED.plusSeconds(9)))).isEqualTo(CONFLICT);

            assertThat(standingOf(first).active()).isEmpty();
        }
    }

    @Nested
    class Releasing {
        private final Relationship later = withConsentOf(first, ISSUED.plusSeconds(1));

        @Test
        void unbindsTheAgentIdAndLeavesItsRelationshipsAsTheyAre() {
            applied(establish(first, key(1)));

            assertThat(release(patient(1))).isEqualTo(APPLIED);

            assertThat(standingOf(first))
                    .isEqualTo(
                            new Standing(Optional.empty(), Optional.of(first), Optional.empty()));
        }

        @Test
        void leavesOtherAgentIdsBound() {
            Relationship other = relationship(patient(2), provider(1));
            applied(establish(first, key(1)));
            applied(establish(other, key(2)));

            applied(release(patient(1)));

            assertThat(standingOf(other)).isEqualTo(active(other, key(2)));
        }

        @Test
        void conflictsIfTheAgentIdIsBoundToNoKey() {
            assertThat(release(patient(1))).isEqualTo(CONFLICT);
            applied(establish(first, key(1)));
            applied(release(patient(1)));
            assertThat(release(patient(1))).isEqualTo(CONFLICT);
        }

        @Test
        void letsAnotherKeyBeBoundToTheRelationshipThatStayed() {
            applied(establish(first, key(1)));
            applied(release(patient(1)));

            assertThat(bind(first, key(2))).isEqualTo(APPLIED);

            assertThat(standingOf(first)).isEqualTo(active(first, key(2)));
            assertThat(bind(first, key(1))).isEqualTo(CONFLICT);
            assertThat(bind(first, key(2))).isEqualTo(APPLIED);
        }

        @Test
        void letsAnotherKeyBeBoundWithARenewal() {
            applied(establish(first, key(1)));
            applied(release(patient(1)));

            assertThat(renew(later, key(2))).isEqualTo(APPLIED);

            assertThat(standingOf(first)).isEqualTo(active(later, key(2)));
        }

        @Test
        void letsAnotherKeyBeBoundWithAnotherRelationship() {
            Relationship other = relationship(patient(1), provider(2));
            applied(establish(first, key(1)));
            applied(release(patient(1)));

            assertThat(establish(other, key(2))).isEqualTo(APPLIED);

            assertThat(standingOf(other)).isEqualTo(active(other, key(2)));
            assertThat(standingOf(first)).isEqualTo(active(first, key(2)));
        }

        @Test
        void bindsNothingToARelationshipThatIsUnknownOrHasEnded() {
            assertThat(bind(first, key(1))).isEqualTo(CONFLICT);
            applied(establish(first, key(1)));
            applied(terminate(first.id(), ISSUED));
            applied(release(patient(1)));

            assertThat(bind(first, key(2))).isEqualTo(CONFLICT);

            assertThat(standingOf(first).boundKey()).isEmpty();
        }

        @Test
        void bindsNothingWithARenewalThatConflicts() {
            applied(establish(first, key(1)));
            applied(release(patient(1)));

            assertThat(renew(first, key(2))).isEqualTo(CONFLICT);

            assertThat(standingOf(first).boundKey()).isEmpty();
        }
    }

    @Nested
    class Looking {
        private final Relationship second = foundedAfter(first, patient(2), provider(1));
        private final Relationship third = foundedAfter(second, patient(1), provider(2));
        private final Instant end = ISSUED.plusSeconds(60).plusNanos(1);

        @Test
        void findsARelationshipByItsName() {
            applied(establish(first, key(1)));

            assertThat(store().find(first.id())).contains(activeRow(first));
            assertThat(store().find(second.id())).isEmpty();
        }

        @Test
        void findsARelationshipThatHasEndedAsItWas() {
            applied(establish(first, key(1)));
            applied(terminate(first.id(), end));

            assertThat(store().find(first.id())).contains(endedRow(first));
        }

        @Test
        void listsTheNewestFirst() {
            assertThat(list(RelationshipFilter.ALL)).isEmpty();
            establishAll();

            assertThat(list(RelationshipFilter.ALL))
                    .containsExactly(activeRow(third), activeRow(second), activeRow(first));
        }

        @Test
        void listsWhatTheFilterAdmits() {
            establishAll();
            applied(terminate(second.id(), end));

            assertThat(list(filter(Optional.of(RelationshipStatus.ACTIVE), Optional.empty())))
                    .containsExactly(activeRow(third), activeRow(first));
            assertThat(list(filter(Optional.of(RelationshipStatus.TERMINATED), Optional.empty())))
                    .containsExactly(endedRow(second));
            assertThat(list(filter(Optional.of(RelationshipStatus.PENDING), Optional.empty())))
                    .isEmpty();
            assertThat(list(filter(Optional.of(RelationshipStatus.SUSPENDED), Optional.empty())))
                    .isEmpty();
            assertThat(list(filter(Optional.empty(), Optional.of(provider(1)))))
                    .containsExactly(endedRow(second), activeRow(first));
            assertThat(
                            list(
                                    filter(
                                            Optional.of(RelationshipStatus.ACTIVE),
                                            Optional.of(provider(1)))))
                    .containsExactly(activeRow(first));
            assertThat(list(of(patient(1)))).containsExactly(activeRow(third), activeRow(first));
            assertThat(list(of(patient(3)))).isEmpty();
        }

        @Test
        void listsSomeAndGoesOnAfterTheLast() {
            establishAll();

            assertThat(store().list(RelationshipFilter.ALL, Optional.empty(), 2))
                    .containsExactly(activeRow(third), activeRow(second));
            assertThat(store().list(RelationshipFilter.ALL, Optional.of(second.id()), 2))
                    .containsExactly(activeRow(first));
            assertThat(store().list(of(patient(1)), Optional.of(second.id()), 2))
                    .containsExactly(activeRow(first));
            assertThat(store().list(RelationshipFilter.ALL, Optional.of(first.id()), 2)).isEmpty();
        }

        @Test
        void showsAPageAndHowManyThereAre() {
            establishAll();

            assertThat(store().page(RelationshipFilter.ALL, 0, 2))
                    .isEqualTo(
                            new RelationshipStore.Page(
                                    store().list(RelationshipFilter.ALL, Optional.empty(), 2), 3));
            assertThat(store().page(RelationshipFilter.ALL, 2, 2))
                    .isEqualTo(
                            new RelationshipStore.Page(
                                    store().list(
                                                    RelationshipFilter.ALL,
                                                    Optional.of(second.id()),
                                                    2),
                                    3));
            assertThat(store().page(of(patient(1)), 0, 5).total()).isEqualTo(2);
            assertThat(store().page(RelationshipFilter.ALL, 3, 2))
                    .isEqualTo(new RelationshipStore.Page(List.of(), 3));
        }

        @Test
        void listsNothingAfterARelationshipThatIsUnknown() {
            applied(establish(first, key(1)));

            assertThat(store().list(RelationshipFilter.ALL, Optional.of(second.id()), 2)).isEmpty();
        }

        @Test
        void listsEachOfTheSameInstantOnce() {
            Set<KeptRelationship> founded = new HashSet<>();
            for (int i = 0; i < RACERS; i++) {
                Relationship each = relationship(patient(i), provider(1));
                applied(establish(each, key(1)));
                var _ = founded.add(activeRow(each));
            }

            List<KeptRelationship> listed = new ArrayList<>();
            Optional<RelationshipId> last = Optional.empty();
            for (List<KeptRelationship> page = page(last); !page.isEmpty(); page = page(last)) {
                listed.addAll(page);
                last = Optional.of(page.getLast().relationship().id());
            }

            assertThat(listed).containsExactlyInAnyOrderElementsOf(founded);
        }

        private List<KeptRelationship> page(Optional<RelationshipId> after) {
            return store().list(RelationshipFilter.ALL, after, 5);
        }

        private void establishAll() {
            applied(establish(second, key(2)));
            applied(establish(first, key(1)));
            applied(establish(third, key(1)));
        }

        private List<KeptRelationship> list(RelationshipFilter filter) {
            return store().list(filter, Optional.empty(), 100);
        }

        private RelationshipFilter filter(
                Optional<RelationshipStatus> status, Optional<Npi> provider) {
            return new RelationshipFilter(status, provider, Optional.empty());
        }

        private RelationshipFilter of(AgentId patient) {
            return new RelationshipFilter(Optional.empty(), Optional.empty(), Optional.of(patient));
        }

        private KeptRelationship activeRow(Relationship relationship) {
            return new KeptRelationship(relationship, Optional.empty());
        }

        private KeptRelationship endedRow(Relationship relationship) {
            return new KeptRelationship(relationship, Optional.of(end));
        }

        private static Relationship foundedAfter(
                Relationship earlier, AgentId patient, Npi provider) {
            Relationship made = relationship(patient, provider);
            return new Relationship(
                    made.id(),
                    made.patient(),
                    made.provider(),
                    made.endpoint(),
                    made.actions(),
                    made.consentIssuedAt(),
                    earlier.createdAt().plusNanos(1),
                    earlier.updatedAt().plusNanos(1));
        }
    }

    @Nested
    class Terminating {
        private final Instant end = ISSUED.plusSeconds(60).plusNanos(1);

        @Test
        void leavesNothingActiveAndTheKeyBound() {
            applied(establish(first, key(1)));

            assertThat(terminate(first.id(), end)).isEqualTo(APPLIED);

            assertThat(standingOf(first))
                    .isEqualTo(
                            new Standing(Optional.of(key(1)), Optional.empty(), Optional.of(end)));
        }

        @Test
        void leavesOtherProvidersAlone() {
            Relationship other = relationship(patient(1), provider(2));
            applied(establish(first, key(1)));
            applied(establish(other, key(1)));

            applied(terminate(first.id(), end));

            assertThat(standingOf(other)).isEqualTo(active(other, key(1)));
        }

        @Test
        void conflictsTheSecondTime() {
            applied(establish(first, key(1)));
            applied(terminate(first.id(), end));

            assertThat(terminate(first.id(), end.plusSeconds(1))).isEqualTo(CONFLICT);

            assertThat(standingOf(first).lastTermination()).contains(end);
        }

        @Test
        void conflictsIfTheRelationshipIsUnknown() {
            assertThat(terminate(first.id(), end)).isEqualTo(CONFLICT);
        }

        @Test
        void makesRoomForANewRelationship() {
            Relationship second = consentedAt(end.plusNanos(1));
            applied(establish(first, key(1)));
            applied(terminate(first.id(), end));

            assertThat(establish(second, key(1))).isEqualTo(APPLIED);

            assertThat(standingOf(first))
                    .isEqualTo(
                            new Standing(
                                    Optional.of(key(1)), Optional.of(second), Optional.of(end)));
            assertThat(terminate(first.id(), end)).isEqualTo(CONFLICT);
        }

        // The rule of section 4 decides on a standing; a termination that comes between the reading
        // and the writing must not let an older consent through.
        @ParameterizedTest
        @ValueSource(longs = {0, -1, -60_000_000_000L})
        void makesNoRoomForAConsentThatIsNotLater(long nanos) {
            Relationship stale = consentedAt(end.plusNanos(nanos));
            applied(establish(first, key(1)));
            applied(terminate(first.id(), end));

            assertThat(establish(stale, key(1))).isEqualTo(CONFLICT);

            assertThat(standingOf(first).active()).isEmpty();
        }

        @Test
        void isRememberedByTheLatestOfAll() {
            Relationship second = consentedAt(end.plusSeconds(1));
            applied(establish(first, key(1)));
            applied(terminate(first.id(), end));
            applied(establish(second, key(1)));
            applied(terminate(second.id(), end.plusSeconds(2)));

            assertThat(standingOf(first).lastTermination()).contains(end.plusSeconds(2));
        }

        // Or else that consent, dated half a minute ahead, would found the relationship again.
        @ParameterizedTest
        @ValueSource(longs = {1, 30_000_000_000L})
        void isNoEarlierThanTheLatestConsent(long nanos) {
            applied(establish(first, key(1)));
            Relationship renewed = withConsentOf(first, ISSUED.plusNanos(nanos));
            applied(renew(renewed, key(1)));

            applied(terminate(first.id(), ISSUED));

            assertThat(standingOf(first).lastTermination()).contains(ISSUED.plusNanos(nanos));
            assertThat(establish(consentedAt(ISSUED.plusNanos(nanos)), key(1))).isEqualTo(CONFLICT);
        }

        private Relationship consentedAt(Instant issuedAt) {
            return withConsentOf(relationship(patient(1), provider(1)), issuedAt);
        }
    }

    @Nested
    class Keeping {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1969-12-31T23:59:59.999999999Z",
                    "0001-01-01T00:00:00.000000001Z",
                    "2026-03-04T05:06:07Z",
                    "9999-12-31T23:59:59.123456789Z"
                })
        void losesNoNanosecondOfAnInstant(Instant instant) {
            Relationship kept =
                    new Relationship(
                            first.id(),
                            first.patient(),
                            first.provider(),
                            first.endpoint(),
                            first.actions(),
                            instant,
                            instant,
                            instant);

            assertKept(kept);
            applied(terminate(kept.id(), instant));
            assertThat(standingOf(kept).lastTermination()).contains(instant);
        }

        @Test
        void losesNothingOfTheLongestTexts() {
            assertKept(
                    new Relationship(
                            first.id(),
                            new AgentId(NON_BMP.repeat(256)),
                            first.provider(),
                            new AgentEndpoint("wss://a.example/" + "x".repeat(2032)),
                            new ConsentedActions(Collections.nCopies(256, NON_BMP.repeat(256))),
                            first.consentIssuedAt(),
                            first.createdAt(),
                            first.updatedAt()));
        }

        @Test
        void losesNeitherOrderNorRepetitionOfActions() {
            assertKept(withActions("b", "", "a", "b", " a ", "a,b", "\"\\'; --", ""));
        }

        @Test
        void tellsNoActionFromAnEmptyOne() {
            Relationship none = withActions();
            assertKept(none);
            applied(terminate(none.id(), ISSUED));
            assertKept(withConsentOf(withActions(""), ISSUED.plusSeconds(1)));
        }

        @ParameterizedTest
        @CsvSource(
                ignoreLeadingAndTrailingWhitespace = false,
                value = {
                    "patient,Patient",
                    "patient,patient ",
                    "patient, patient",
                    "\u00E9,e\u0301",
                    "stra\u00DFe,strasse",
                    "a,\uFF41",
                    "a_,ab",
                    "a,a\u200B"
                })
        void comparesAgentIdsCharacterByCharacter(String one, String another) {
            applied(establish(relationship(new AgentId(one), provider(1)), key(1)));
            AgentId other = new AgentId(another);

            assertThat(store().standing(other, provider(1))).isEqualTo(Standing.STRANGER);
            assertThat(establish(relationship(other, provider(1)), key(2))).isEqualTo(APPLIED);
        }

        private Relationship withActions(String... actions) {
            return new Relationship(
                    new RelationshipId(UUID.randomUUID()),
                    first.patient(),
                    first.provider(),
                    first.endpoint(),
                    new ConsentedActions(List.of(actions)),
                    first.consentIssuedAt(),
                    first.createdAt(),
                    first.updatedAt());
        }

        private void assertKept(Relationship kept) {
            assertThat(establish(kept, key(1))).isEqualTo(APPLIED);
            assertThat(standingOf(kept).active()).contains(kept);
        }
    }

    @Nested
    class Racing {
        @Test
        void leavesOneActiveRelationship() throws Exception {
            List<Relationship> racers =
                    IntStream.range(0, RACERS)
                            .mapToObj(_ -> relationship(patient(1), provider(1)))
                            .toList();

            List<Outcome> outcomes = race(i -> establish(racers.get(i), key(1)));

            assertThat(outcomes).containsOnlyOnce(APPLIED);
            assertThat(standingOf(first).active()).contains(racers.get(outcomes.indexOf(APPLIED)));
        }

        @Test
        void bindsOneKey() throws Exception {
            List<Outcome> outcomes =
                    race(i -> establish(relationship(patient(1), provider(i)), key(i % 4)));

            PatientKey bound = standingOf(first).boundKey().orElseThrow();
            for (int i = 0; i < RACERS; i++) {
                Outcome due = key(i % 4).equals(bound) ? APPLIED : CONFLICT;
                assertThat(outcomes.get(i)).isEqualTo(due);
                assertThat(store().standing(patient(1), provider(i)).active().isPresent())
                        .isEqualTo(due == APPLIED);
            }
        }

        @Test
        void bindsOneKeyToAReleasedAgentId() throws Exception {
            applied(establish(first, key(100)));
            applied(release(patient(1)));

            List<Outcome> outcomes = race(i -> bind(first, key(i)));

            assertThat(outcomes).containsOnlyOnce(APPLIED);
            assertThat(standingOf(first).boundKey()).contains(key(outcomes.indexOf(APPLIED)));
        }

        @Test
        void keepsTheLatestConsent() throws Exception {
            applied(establish(first, key(1)));

            List<Outcome> outcomes =
                    race(i -> renew(withConsentOf(first, ISSUED.plusNanos(i + 1))));

            assertThat(outcomes).contains(APPLIED);
            assertThat(standingOf(first).active())
                    .contains(withConsentOf(first, ISSUED.plusNanos(RACERS)));
        }

        @Test
        void terminatesOnce() throws Exception {
            applied(establish(first, key(1)));

            assertThat(race(i -> terminate(first.id(), ISSUED.plusSeconds(i))))
                    .containsOnlyOnce(APPLIED);
        }

        // Half of the racers end the relationship, half try to found it again on the old consent.
        @Test
        void routesNoOldConsentPastATermination() throws Exception {
            applied(establish(first, key(1)));

            List<Outcome> outcomes =
                    race(i ->
                            i % 2 == 0
                                    ? terminate(first.id(), ISSUED)
                                    : establish(relationship(patient(1), provider(1)), key(1)));

            assertThat(outcomes).containsOnlyOnce(APPLIED);
            assertThat(standingOf(first).active()).isEmpty();
        }

        @Test
        void showsNoRelationshipWithoutItsKey() throws Exception {
            List<Boolean> sound =
                    race(i -> {
                        int number = i / 2;
                        if (i % 2 == 0) {
                            applied(establish(relationship(patient(number), provider(1)), key(1)));
                        }
                        Standing seen = store().standing(patient(number), provider(1));
                        return seen.active().isEmpty() || seen.boundKey().isPresent();
                    });

            assertThat(sound).containsOnly(true);
        }

        private <T> List<T> race(IntFunction<T> racer) throws Exception {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<T>> racers =
                        IntStream.range(0, RACERS)
                                .<Callable<T>>mapToObj(i -> () -> racer.apply(i))
                                .toList();
                return threads.invokeAll(racers).stream().map(Future::resultNow).toList();
            }
        }
    }

    private Outcome establish(Relationship relationship, PatientKey key) {
        return apply(storage(), Samples.establish(relationship, key));
    }

    private Outcome renew(Relationship relationship) {
        return renew(relationship, key(1));
    }

    private Outcome renew(Relationship relationship, PatientKey key) {
        return apply(storage(), new Change.Renew(relationship, key, Optional.empty()));
    }

    private Outcome bind(Relationship relationship, PatientKey key) {
        return apply(storage(), new Change.Bind(relationship, key));
    }

    private Outcome release(AgentId patient) {
        return apply(storage(), new Change.Release(patient));
    }

    private Outcome terminate(RelationshipId id, Instant at) {
        return apply(storage(), new Change.Terminate(id, at));
    }

    private Standing standingOf(Relationship relationship) {
        return store().standing(relationship.patient(), relationship.provider());
    }

    private static Standing active(Relationship relationship, PatientKey key) {
        return new Standing(Optional.of(key), Optional.of(relationship), Optional.empty());
    }

    private static void applied(Outcome outcome) {
        assertThat(outcome).isEqualTo(APPLIED);
    }
}
