package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.INTRODUCTION;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PATIENT_BINDING;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.Standing;
import org.jooq.DSLContext;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Relationships that are founded in one transaction, of agent ids that all differ.
final class Founding {
    private final DSLContext transaction;
    private final List<Relationship> founded = new ArrayList<>();
    private final List<Introduction> introductions = new ArrayList<>();
    private final Map<AgentId, PatientKey> bindings = new LinkedHashMap<>();
    private final Set<AgentId> concerned = new HashSet<>();

    Founding(DSLContext transaction) {
        this.transaction = transaction;
    }

    /// Whether a relationship of `patient` is still to be written.
    boolean concerns(AgentId patient) {
        return concerned.contains(patient);
    }

    /// Takes up a change that fits.
    ///
    /// @param standing before it
    void add(Change.Establish change, Standing standing) {
        founded.add(change.relationship());
        change.introduced().ifPresent(introductions::add);
        concerned.add(change.relationship().patient());
        if (standing.boundKey().isEmpty()) {
            bindings.put(change.relationship().patient(), change.key());
        }
    }

    /// Writes what was taken up.
    void write() {
        if (!founded.isEmpty()) {
            bind();
            insert();
            introduce(transaction, introductions);
            requireConsentAfterTerminations();
            founded.clear();
            introductions.clear();
            bindings.clear();
            concerned.clear();
        }
    }

    private void bind() {
        if (bindings.isEmpty()) {
            return;
        }
        var insert =
                transaction.insertInto(
                        PATIENT_BINDING,
                        PATIENT_BINDING.PATIENT_AGENT_ID,
                        PATIENT_BINDING.PATIENT_PUBLIC_KEY);
        for (Map.Entry<AgentId, PatientKey> each : bindings.entrySet()) {
            insert = insert.values(each.getKey(), each.getValue());
        }
        insert.execute();
    }

    private void insert() {
        var insert =
                transaction.insertInto(
                        RELATIONSHIP,
                        RELATIONSHIP.ID,
                        RELATIONSHIP.PATIENT_AGENT_ID,
                        RELATIONSHIP.PROVIDER_NPI,
                        RELATIONSHIP.PATIENT_ENDPOINT,
                        RELATIONSHIP.CONSENTED_ACTIONS,
                        RELATIONSHIP.CONSENT_ISSUED_AT,
                        RELATIONSHIP.CREATED_AT,
                        RELATIONSHIP.UPDATED_AT,
                        RELATIONSHIP.ACTIVE_KEY);
        for (Relationship each : founded) {
            insert =
                    insert.values(
                            each.id(),
                            each.patient(),
                            each.provider(),
                            each.endpoint(),
                            each.actions(),
                            each.consentIssuedAt(),
                            each.createdAt(),
                            each.updatedAt(),
                            ChangeMaking.ACTIVE);
        }
        insert.execute();
    }

    /// Writes introductions, one at least.
    static void introduce(DSLContext transaction, List<Introduction> made) {
        var insert =
                transaction.insertInto(
                        INTRODUCTION,
                        INTRODUCTION.ID,
                        INTRODUCTION.RELATIONSHIP_ID,
                        INTRODUCTION.PATIENT_AGENT_ID,
                        INTRODUCTION.PATIENT_PUBLIC_KEY,
                        INTRODUCTION.PROVIDER_NPI,
                        INTRODUCTION.PATIENT_ENDPOINT,
                        INTRODUCTION.CONSENTED_ACTIONS,
                        INTRODUCTION.OCCASION,
                        INTRODUCTION.CONSENT_ISSUED_AT,
                        INTRODUCTION.ESTABLISHED_AT,
                        INTRODUCTION.INTRODUCED_AT);
        for (Introduction each : made) {
            Relationship of = each.relationship();
            insert =
                    insert.values(
                            each.id(),
                            of.id(),
                            of.patient(),
                            each.key(),
                            of.provider(),
                            of.endpoint(),
                            of.actions(),
                            each.occasion(),
                            of.consentIssuedAt(),
                            of.createdAt(),
                            each.createdAt());
        }
        insert.execute();
    }

    // After the insert: it had to wait for any termination under way, and from now on there can be
    // none, so this sees them all (handshake protocol, section 4). The next attempt sees it at the
    // first look.
    private void requireConsentAfterTerminations() {
        var past = RELATIONSHIP.as("past");
        boolean outdated =
                transaction.fetchExists(
                        transaction
                                .selectOne()
                                .from(RELATIONSHIP)
                                .join(past)
                                .on(past.PATIENT_AGENT_ID.eq(RELATIONSHIP.PATIENT_AGENT_ID))
                                .and(past.PROVIDER_NPI.eq(RELATIONSHIP.PROVIDER_NPI))
                                .and(past.TERMINATED_AT.ge(RELATIONSHIP.CONSENT_ISSUED_AT))
                                .where(
                                        RELATIONSHIP.ID.in(
                                                founded.stream().map(Relationship::id).toList())));
        if (outdated) {
            throw new LostRaceException();
        }
    }
}
