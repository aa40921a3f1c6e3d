package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.INTRODUCTION;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.Relationship;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

import java.util.List;
import java.util.Optional;

/// Introductions in a database.
final class JooqIntroductionStore implements IntroductionStore {
    private final DSLContext database;
    private final Durability durability;

    JooqIntroductionStore(DSLContext database, Durability durability) {
        this.database = database;
        this.durability = durability;
    }

    @Override
    public List<Introduction> pending(Npi provider, Optional<IntroductionId> after, int most) {
        List<Introduction> found =
                database.selectFrom(INTRODUCTION)
                        .where(INTRODUCTION.PROVIDER_NPI.eq(provider))
                        .and(INTRODUCTION.ACKNOWLEDGED_AT.isNull())
                        .and(after.map(last -> comesAfter(last, provider)).orElse(noCondition()))
                        // All columns of the index, though two are the same in all rows: so both
                        // databases see that they need not sort a long backlog for each page.
                        .orderBy(
                                INTRODUCTION.PROVIDER_NPI,
                                INTRODUCTION.ACKNOWLEDGED_AT,
                                INTRODUCTION.INTRODUCED_AT,
                                INTRODUCTION.ID)
                        .limit(most)
                        .fetch(JooqIntroductionStore::introduction);
        durability.settle();
        return found;
    }

    private Condition comesAfter(IntroductionId last, Npi provider) {
        return database.select(INTRODUCTION.INTRODUCED_AT)
                .from(INTRODUCTION)
                .where(INTRODUCTION.ID.eq(last))
                .and(INTRODUCTION.PROVIDER_NPI.eq(provider))
                .fetchOptional(INTRODUCTION.INTRODUCED_AT)
                .map(introducedAt ->
                        row(INTRODUCTION.INTRODUCED_AT, INTRODUCTION.ID)
                                .greaterThan(
                                        val(introducedAt, INTRODUCTION.INTRODUCED_AT),
                                        val(last, INTRODUCTION.ID)))
                .orElse(falseCondition());
    }

    @Override
    public long pendingCount() {
        long count =
                database.fetchCount(
                        database.selectFrom(INTRODUCTION)
                                .where(INTRODUCTION.ACKNOWLEDGED_AT.isNull()));
        durability.settle();
        return count;
    }

    @Override
    public Optional<KeptIntroduction> find(IntroductionId id) {
        Optional<KeptIntroduction> found =
                database.selectFrom(INTRODUCTION)
                        .where(INTRODUCTION.ID.eq(id))
                        .fetchOptional(JooqIntroductionStore::kept);
        durability.settle();
        return found;
    }

    static KeptIntroduction kept(Record row) {
        return new KeptIntroduction(
                introduction(row), Optional.ofNullable(row.get(INTRODUCTION.ACKNOWLEDGED_AT)));
    }

    private static Introduction introduction(Record row) {
        return new Introduction(
                row.get(INTRODUCTION.ID),
                new Relationship(
                        row.get(INTRODUCTION.RELATIONSHIP_ID),
                        row.get(INTRODUCTION.PATIENT_AGENT_ID),
                        row.get(INTRODUCTION.PROVIDER_NPI),
                        row.get(INTRODUCTION.PATIENT_ENDPOINT),
                        row.get(INTRODUCTION.CONSENTED_ACTIONS),
                        row.get(INTRODUCTION.CONSENT_ISSUED_AT),
                        row.get(INTRODUCTION.ESTABLISHED_AT),
                        row.get(INTRODUCTION.INTRODUCED_AT)),
                row.get(INTRODUCTION.PATIENT_PUBLIC_KEY),
                row.get(INTRODUCTION.OCCASION));
    }
}
