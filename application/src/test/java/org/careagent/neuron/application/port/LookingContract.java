package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.ISSUED;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How relationships are found and listed in every [RelationshipStore].
public abstract class LookingContract extends RelationshipStoreBasics {
    private static final int MANY = 32;

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
        assertThat(list(filter(Optional.of(RelationshipStatus.ACTIVE), Optional.of(provider(1)))))
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
                                store().list(RelationshipFilter.ALL, Optional.of(second.id()), 2),
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
        for (int i = 0; i < MANY; i++) {
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

    private RelationshipFilter filter(Optional<RelationshipStatus> status, Optional<Npi> provider) {
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

    private static Relationship foundedAfter(Relationship earlier, AgentId patient, Npi provider) {
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
