package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.INTRODUCTION;

import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.Relationship;
import org.jooq.DSLContext;
import org.jooq.Record;

import java.util.List;

/// Introductions in a database.
final class JooqIntroductionStore implements IntroductionStore {
    private final DSLContext database;
    private final Durability durability;

    JooqIntroductionStore(DSLContext database, Durability durability) {
        this.database = database;
        this.durability = durability;
    }

    @Override
    public List<Introduction> pending(Npi provider, int most) {
        List<Introduction> found =
                database.selectFrom(INTRODUCTION)
                        .where(INTRODUCTION.PROVIDER_NPI.eq(provider))
                        .and(INTRODUCTION.ACKNOWLEDGED_AT.isNull())
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

    static Introduction introduction(Record row) {
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
