package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PATIENT_BINDING;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.jooq.Condition;
import org.jooq.DSLContext;

import java.util.Optional;

/// The making of one change, in one transaction.
///
/// Whoever loses a race is stopped by a constraint, never by a look beforehand: a look only says
/// early, and without an error in the database, what the constraint would say late.
final class ChangeMaking {
    private static final int ACTIVE = 1;

    private final DSLContext transaction;

    ChangeMaking(DSLContext transaction) {
        this.transaction = transaction;
    }

    /// Makes the whole of `change`; the transaction is not to be committed if it throws.
    void make(Change change) {
        switch (change) {
            case Change.Establish(Relationship founded, PatientKey key) -> {
                requireNoneActive(founded);
                bind(founded.patient(), key);
                insert(founded);
                requireConsentAfterTerminations(founded);
            }
            case Change.Renew(Relationship renewed, PatientKey key) -> {
                bind(renewed.patient(), key);
                renew(renewed);
            }
            case Change.Bind(Relationship active, PatientKey key) -> {
                bind(active.patient(), key);
                requireActive(active);
            }
            case Change.Terminate terminate -> terminate(terminate);
            case Change.Release(AgentId patient) -> release(patient);
        }
    }

    private void requireNoneActive(Relationship founded) {
        Conflict.unless(
                !transaction.fetchExists(
                        RELATIONSHIP, isActive(founded.patient(), founded.provider())));
    }

    private void requireActive(Relationship found) {
        Conflict.unless(
                transaction.fetchExists(
                        RELATIONSHIP,
                        RELATIONSHIP.ID.eq(found.id()).and(RELATIONSHIP.ACTIVE_KEY.eq(ACTIVE))));
    }

    // The row is locked, so that a binding cannot be released under a relationship that leans on
    // it.
    private void bind(AgentId patient, PatientKey key) {
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

    private void insert(Relationship founded) {
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
    private void requireConsentAfterTerminations(Relationship founded) {
        Conflict.unless(
                !transaction.fetchExists(
                        RELATIONSHIP,
                        isBetween(founded.patient(), founded.provider())
                                .and(RELATIONSHIP.TERMINATED_AT.ge(founded.consentIssuedAt()))));
    }

    private void renew(Relationship renewed) {
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

    private void terminate(Change.Terminate change) {
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

    private void release(AgentId patient) {
        int rows =
                transaction
                        .deleteFrom(PATIENT_BINDING)
                        .where(PATIENT_BINDING.PATIENT_AGENT_ID.eq(patient))
                        .execute();
        Conflict.unless(rows == 1);
    }

    static Condition isActive(AgentId patient, Npi provider) {
        return isBetween(patient, provider).and(RELATIONSHIP.ACTIVE_KEY.eq(ACTIVE));
    }

    private static Condition isBetween(AgentId patient, Npi provider) {
        return RELATIONSHIP
                .PATIENT_AGENT_ID
                .eq(patient)
                .and(RELATIONSHIP.PROVIDER_NPI.eq(provider));
    }

    /// Rolls a transaction back: jOOQ does so on an exception, and on nothing else.
    static final class Conflict extends RuntimeException {
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
