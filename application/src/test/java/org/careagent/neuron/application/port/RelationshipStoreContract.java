package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;
import static org.careagent.neuron.application.port.Samples.withConsentOf;

import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What every [RelationshipStore] does.
public abstract class RelationshipStoreContract extends RelationshipStoreBasics {
    private static final String NON_BMP = "\uD83E\uDE7A";

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
}
