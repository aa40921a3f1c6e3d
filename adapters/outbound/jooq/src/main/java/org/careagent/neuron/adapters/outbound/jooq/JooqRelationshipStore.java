package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PATIENT_BINDING;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.Standing;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

import java.time.Instant;
import java.util.Optional;

/// Relationships in a database, under its default isolation, READ COMMITTED.
///
/// Whoever loses a race is stopped by a constraint, never by a look beforehand: a look only says
/// early, and without an error in the database, what the constraint would say late.
public final class JooqRelationshipStore implements RelationshipStore {
    private static final int ACTIVE = 1;

    private final DSLContext database;
    private final Durability durability;

    /// @param database a migrated one
    /// @param durability what its commits need
    public JooqRelationshipStore(DSLContext database, Durability durability) {
        this.database = database;
        this.durability = durability;
    }

    @Override
    public Standing standing(AgentId patient, Npi provider) {
        Standing standing = read(patient, provider);
        if (!standing.equals(Standing.STRANGER)) {
            durability.settle();
        }
        return standing;
    }

    @Override
    public Outcome apply(Change change) {
        return durability.write(() -> Races.retrying(() -> tryToApply(change)));
    }

    // One statement, so that all three parts are of one moment: an active relationship that was
    // read without the key bound with it would be open to any key.
    private Standing read(AgentId patient, Npi provider) {
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

    private Outcome tryToApply(Change change) {
        try {
            database.transaction(configuration -> make(change, configuration.dsl()));
            return Outcome.APPLIED;
        } catch (Conflict _) {
            return Outcome.CONFLICT;
        }
    }

    private static void make(Change change, DSLContext transaction) {
        switch (change) {
            case Change.Establish(Relationship founded, PatientKey key) -> {
                requireNoneActive(transaction, founded);
                bind(transaction, founded.patient(), key);
                insert(transaction, founded);
                requireConsentAfterTerminations(transaction, founded);
            }
            case Change.Renew(Relationship renewed) -> renew(transaction, renewed);
            case Change.Terminate terminate -> terminate(transaction, terminate);
        }
    }

    private static void requireNoneActive(DSLContext transaction, Relationship founded) {
        Conflict.unless(
                !transaction.fetchExists(
                        RELATIONSHIP, isActive(founded.patient(), founded.provider())));
    }

    // The row is locked, so that a binding cannot be released under a relationship that leans on
    // it.
    private static void bind(DSLContext transaction, AgentId patient, PatientKey key) {
        Optional<PatientKey> bound =
                transaction
                        .select(PATIENT_BINDING.PATIENT_PUBLIC_KEY)
                        .from(PATIENT_BINDING)
                        .where(PATIENT_BINDING.PATIENT_AGENT_ID.eq(patient))
                        .forUpdate()
                        .fetchOptional(PATIENT_BINDING.PATIENT_PUBLIC_KEY);
        Conflict.unless(bound.map(key::equals).orElse(true));
        if (bound.isEmpty()) {
            transaction
                    .insertInto(PATIENT_BINDING)
                    .set(PATIENT_BINDING.PATIENT_AGENT_ID, patient)
                    .set(PATIENT_BINDING.PATIENT_PUBLIC_KEY, key)
                    .execute();
        }
    }

    private static void insert(DSLContext transaction, Relationship founded) {
        transaction
                .insertInto(RELATIONSHIP)
                .set(RELATIONSHIP.ID, founded.id())
                .set(RELATIONSHIP.PATIENT_AGENT_ID, founded.patient())
                .set(RELATIONSHIP.PROVIDER_NPI, founded.provider())
                .set(RELATIONSHIP.PATIENT_ENDPOINT, founded.endpoint())
                .set(RELATIONSHIP.CONSENTED_ACTIONS, founded.actions())
                .set(RELATIONSHIP.CONSENT_ISSUED_AT, founded.consentIssuedAt())
                .set(RELATIONSHIP.CREATED_AT, founded.createdAt())
                .set(RELATIONSHIP.UPDATED_AT, founded.updatedAt())
                .set(RELATIONSHIP.ACTIVE_KEY, ACTIVE)
                .execute();
    }

    // After the insert: it had to wait for any termination under way, and from now on there can be
    // none, so this sees them all (handshake protocol, section 4).
    private static void requireConsentAfterTerminations(
            DSLContext transaction, Relationship founded) {
        Conflict.unless(
                !transaction.fetchExists(
                        RELATIONSHIP,
                        isBetween(founded.patient(), founded.provider())
                                .and(RELATIONSHIP.TERMINATED_AT.ge(founded.consentIssuedAt()))));
    }

    private static void renew(DSLContext transaction, Relationship renewed) {
        int rows =
                transaction
                        .update(RELATIONSHIP)
                        .set(RELATIONSHIP.PATIENT_ENDPOINT, renewed.endpoint())
                        .set(RELATIONSHIP.CONSENTED_ACTIONS, renewed.actions())
                        .set(RELATIONSHIP.CONSENT_ISSUED_AT, renewed.consentIssuedAt())
                        .set(RELATIONSHIP.UPDATED_AT, renewed.updatedAt())
                        .where(RELATIONSHIP.ID.eq(renewed.id()))
                        .and(isActive(renewed.patient(), renewed.provider()))
                        .and(RELATIONSHIP.CONSENT_ISSUED_AT.lt(renewed.consentIssuedAt()))
                        .execute();
        Conflict.unless(rows == 1);
    }

    private static void terminate(DSLContext transaction, Change.Terminate change) {
        int rows =
                transaction
                        .update(RELATIONSHIP)
                        .setNull(RELATIONSHIP.ACTIVE_KEY)
                        .set(RELATIONSHIP.TERMINATED_AT, change.at())
                        .where(RELATIONSHIP.ID.eq(change.id()))
                        .and(RELATIONSHIP.ACTIVE_KEY.eq(ACTIVE))
                        .execute();
        Conflict.unless(rows == 1);
    }

    private static Condition isActive(AgentId patient, Npi provider) {
        return isBetween(patient, provider).and(RELATIONSHIP.ACTIVE_KEY.eq(ACTIVE));
    }

    private static Condition isBetween(AgentId patient, Npi provider) {
        return RELATIONSHIP
                .PATIENT_AGENT_ID
                .eq(patient)
                .and(RELATIONSHIP.PROVIDER_NPI.eq(provider));
    }

    /// Rolls a transaction back: jOOQ does so on an exception, and on nothing else.
    private static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Conflict() {
            super("the standing is another by now", null, false, false);
        }

        static void unless(boolean fits) {
            if (!fits) {
                throw new Conflict();
            }
        }
    }
}
