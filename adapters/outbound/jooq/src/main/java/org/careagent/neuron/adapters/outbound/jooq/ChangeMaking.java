package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PATIENT_BINDING;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;
import org.jooq.Condition;
import org.jooq.DSLContext;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The making of changes to relationships and bindings, in one transaction.
///
/// Relationships that are founded are gathered, and written together: most of a rush are.
final class ChangeMaking {
    static final int ACTIVE = 1;

    private final DSLContext transaction;
    private final Founding founding;

    ChangeMaking(DSLContext transaction) {
        this.transaction = transaction;
        this.founding = new Founding(transaction);
    }

    /// Makes `change`, or will with [#writeFounded].
    ///
    /// @return whether it fits; if not, nothing of it is written
    boolean make(Change change) {
        return switch (change) {
            case Change.Establish establish -> establish(establish);
            case Change.Renew(Relationship renewed, PatientKey key, _) ->
                    seesAllBefore() && renew(renewed, key) && introduce(change);
            case Change.Bind(Relationship active, PatientKey key) ->
                    seesAllBefore() && bind(active, key);
            case Change.Terminate terminate -> seesAllBefore() && terminate(terminate);
            case Change.Release(AgentId patient) -> seesAllBefore() && release(patient);
        };
    }

    /// Writes what is still to be written.
    void writeFounded() {
        founding.write();
    }

    private boolean seesAllBefore() {
        founding.write();
        return true;
    }

    private boolean establish(Change.Establish change) {
        Relationship founded = change.relationship();
        if (founding.concerns(founded.patient())) {
            founding.write();
        }
        Standing standing =
                JooqRelationshipStore.standing(transaction, founded.patient(), founded.provider());
        boolean fits =
                standing.active().isEmpty()
                        && standing.lastTermination()
                                .filter(end -> !isLater(founded, end))
                                .isEmpty()
                        && (standing.boundKey().isEmpty()
                                || isHeldBound(founded.patient(), change.key()));
        if (fits) {
            founding.add(change, standing);
        }
        return fits;
    }

    private static boolean isLater(Relationship founded, Instant termination) {
        return founded.consentIssuedAt().isAfter(termination);
    }

    // The row is locked, so that a binding cannot be released under a relationship that leans on
    // it.
    private boolean isHeldBound(AgentId patient, PatientKey key) {
        return heldKey(patient).map(key::equals).orElse(false);
    }

    private Optional<PatientKey> heldKey(AgentId patient) {
        return transaction
                .select(PATIENT_BINDING.PATIENT_PUBLIC_KEY)
                .from(PATIENT_BINDING)
                .where(PATIENT_BINDING.PATIENT_AGENT_ID.eq(patient))
                .forUpdate()
                .fetchOptional(PATIENT_BINDING.PATIENT_PUBLIC_KEY);
    }

    private boolean renew(Relationship renewed, PatientKey key) {
        Condition fits =
                RELATIONSHIP
                        .ID
                        .eq(renewed.id())
                        .and(JooqRelationshipStore.isActive(renewed.patient(), renewed.provider()))
                        .and(RELATIONSHIP.CONSENT_ISSUED_AT.lt(renewed.consentIssuedAt()));
        return isHeld(fits) && bind(renewed.patient(), key) && write(renewed);
    }

    private boolean write(Relationship renewed) {
        return transaction
                        .update(RELATIONSHIP)
                        .set(RELATIONSHIP.PATIENT_ENDPOINT, renewed.endpoint())
                        .set(RELATIONSHIP.CONSENTED_ACTIONS, renewed.actions())
                        .set(RELATIONSHIP.CONSENT_ISSUED_AT, renewed.consentIssuedAt())
                        .set(RELATIONSHIP.UPDATED_AT, renewed.updatedAt())
                        .where(RELATIONSHIP.ID.eq(renewed.id()))
                        .execute()
                == 1;
    }

    private boolean introduce(Change change) {
        change.introduced().ifPresent(made -> Founding.introduce(transaction, List.of(made)));
        return true;
    }

    private boolean bind(Relationship active, PatientKey key) {
        return isHeld(isActive(active.id())) && bind(active.patient(), key);
    }

    private boolean bind(AgentId patient, PatientKey key) {
        Optional<PatientKey> bound = heldKey(patient);
        if (bound.isPresent()) {
            return bound.get().equals(key);
        }
        return transaction
                        .insertInto(PATIENT_BINDING)
                        .set(PATIENT_BINDING.PATIENT_AGENT_ID, patient)
                        .set(PATIENT_BINDING.PATIENT_PUBLIC_KEY, key)
                        .execute()
                == 1;
    }

    // By the consent that the row has by now: a renewal may have come in between (Terminate.endOf).
    private boolean terminate(Change.Terminate change) {
        return transaction
                        .update(RELATIONSHIP)
                        .setNull(RELATIONSHIP.ACTIVE_KEY)
                        .set(
                                RELATIONSHIP.TERMINATED_AT,
                                greatest(
                                        RELATIONSHIP.CONSENT_ISSUED_AT,
                                        val(change.at(), RELATIONSHIP.TERMINATED_AT)))
                        .where(isActive(change.id()))
                        .execute()
                == 1;
    }

    private boolean release(AgentId patient) {
        return transaction
                        .deleteFrom(PATIENT_BINDING)
                        .where(PATIENT_BINDING.PATIENT_AGENT_ID.eq(patient))
                        .execute()
                == 1;
    }

    // Locked: what is found stays so until the commit.
    private boolean isHeld(Condition condition) {
        return transaction
                .select(RELATIONSHIP.ID)
                .from(RELATIONSHIP)
                .where(condition)
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    private static Condition isActive(RelationshipId id) {
        return RELATIONSHIP.ID.eq(id).and(RELATIONSHIP.ACTIVE_KEY.eq(ACTIVE));
    }
}
