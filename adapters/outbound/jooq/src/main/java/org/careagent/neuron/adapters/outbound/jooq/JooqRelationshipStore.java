package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PATIENT_BINDING;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;
import org.careagent.neuron.domain.relationship.Standing;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Relationships in a database, under its default isolation, READ COMMITTED.
final class JooqRelationshipStore implements RelationshipStore {
    private final DSLContext database;
    private final Durability durability;

    JooqRelationshipStore(DSLContext database, Durability durability) {
        this.database = database;
        this.durability = durability;
    }

    @Override
    public Standing standing(AgentId patient, Npi provider) {
        Standing standing = standing(database, patient, provider);
        // For strangers too: a wait for those alone who are known would tell anybody who asks, and
        // times the answer, that there is a relationship (handshake protocol, section 4).
        durability.settle();
        return standing;
    }

    @Override
    public Optional<KeptRelationship> find(RelationshipId id) {
        Optional<KeptRelationship> found =
                database.selectFrom(RELATIONSHIP)
                        .where(RELATIONSHIP.ID.eq(id))
                        .fetchOptional(JooqRelationshipStore::kept);
        durability.settle();
        return found;
    }

    @Override
    public List<KeptRelationship> list(
            RelationshipFilter filter, Optional<RelationshipId> after, int most) {
        List<KeptRelationship> found =
                database.selectFrom(RELATIONSHIP)
                        .where(admittedBy(filter))
                        .and(after.map(this::comesAfter).orElse(noCondition()))
                        .orderBy(newestFirst(filter))
                        .limit(most)
                        .fetch(JooqRelationshipStore::kept);
        durability.settle();
        return found;
    }

    // Two statements: what is founded in between may be in the one and not in the other, as between
    // two pages.
    @Override
    public Page page(RelationshipFilter filter, long offset, int most) {
        List<KeptRelationship> found =
                database.selectFrom(RELATIONSHIP)
                        .where(admittedBy(filter))
                        .orderBy(newestFirst(filter))
                        .limit(most)
                        .offset(offset)
                        .fetch(JooqRelationshipStore::kept);
        long total = database.fetchCount(RELATIONSHIP, admittedBy(filter));
        durability.settle();
        return new Page(found, total);
    }

    // With the provider in front, who is the same in all rows: or else H2 does not see that the
    // index has them in that order, and sorts them all for each page.
    private static List<OrderField<?>> newestFirst(RelationshipFilter filter) {
        List<OrderField<?>> order = new ArrayList<>();
        filter.provider().ifPresent(_ -> order.add(RELATIONSHIP.PROVIDER_NPI.desc()));
        order.add(RELATIONSHIP.CREATED_AT.desc());
        order.add(RELATIONSHIP.ID.desc());
        return order;
    }

    private static Condition admittedBy(RelationshipFilter filter) {
        return filter.status()
                .map(JooqRelationshipStore::isOf)
                .orElse(noCondition())
                .and(filter.provider().map(RELATIONSHIP.PROVIDER_NPI::eq).orElse(noCondition()))
                .and(filter.patient().map(RELATIONSHIP.PATIENT_AGENT_ID::eq).orElse(noCondition()));
    }

    private static Condition isOf(RelationshipStatus status) {
        return switch (status) {
            case ACTIVE -> RELATIONSHIP.TERMINATED_AT.isNull();
            case TERMINATED -> RELATIONSHIP.TERMINATED_AT.isNotNull();
            case PENDING, SUSPENDED -> falseCondition();
        };
    }

    // When a relationship was founded never changes, so it may be read in a statement of its own.
    private Condition comesAfter(RelationshipId last) {
        return database.select(RELATIONSHIP.CREATED_AT)
                .from(RELATIONSHIP)
                .where(RELATIONSHIP.ID.eq(last))
                .fetchOptional(RELATIONSHIP.CREATED_AT)
                .map(createdAt ->
                        row(RELATIONSHIP.CREATED_AT, RELATIONSHIP.ID)
                                .lessThan(
                                        val(createdAt, RELATIONSHIP.CREATED_AT),
                                        val(last, RELATIONSHIP.ID)))
                .orElse(falseCondition());
    }

    static KeptRelationship kept(Record row) {
        return new KeptRelationship(
                relationship(row), Optional.ofNullable(row.get(RELATIONSHIP.TERMINATED_AT)));
    }

    // One statement, so that all three parts are of one moment: an active relationship that was
    // read without the key bound with it would be open to any key.
    static Standing standing(DSLContext database, AgentId patient, Npi provider) {
        var past = RELATIONSHIP.as("past");
        Field<Instant> lastTermination =
                field(
                        select(max(past.TERMINATED_AT))
                                .from(past)
                                .where(past.PATIENT_AGENT_ID.eq(patient))
                                .and(past.PROVIDER_NPI.eq(provider)));
        return database.select(PATIENT_BINDING.PATIENT_PUBLIC_KEY, lastTermination)
                .select(RELATIONSHIP.fields())
                .from(selectOne().asTable("always"))
                .leftJoin(PATIENT_BINDING)
                .on(PATIENT_BINDING.PATIENT_AGENT_ID.eq(patient))
                .leftJoin(RELATIONSHIP)
                .on(isActive(patient, provider))
                .fetchSingle(row ->
                        new Standing(
                                Optional.ofNullable(row.get(PATIENT_BINDING.PATIENT_PUBLIC_KEY)),
                                Optional.ofNullable(row.get(RELATIONSHIP.ID))
                                        .map(_ -> relationship(row)),
                                Optional.ofNullable(row.get(lastTermination))));
    }

    static Condition isActive(AgentId patient, Npi provider) {
        return RELATIONSHIP
                .PATIENT_AGENT_ID
                .eq(patient)
                .and(RELATIONSHIP.PROVIDER_NPI.eq(provider))
                .and(RELATIONSHIP.ACTIVE_KEY.eq(1));
    }

    private static Relationship relationship(Record row) {
        return new Relationship(
                row.get(RELATIONSHIP.ID),
                row.get(RELATIONSHIP.PATIENT_AGENT_ID),
                row.get(RELATIONSHIP.PROVIDER_NPI),
                row.get(RELATIONSHIP.PATIENT_ENDPOINT),
                row.get(RELATIONSHIP.CONSENTED_ACTIONS),
                row.get(RELATIONSHIP.CONSENT_ISSUED_AT),
                row.get(RELATIONSHIP.CREATED_AT),
                row.get(RELATIONSHIP.UPDATED_AT));
    }
}
