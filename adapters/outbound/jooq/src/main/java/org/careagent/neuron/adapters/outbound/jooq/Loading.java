package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.API_KEY;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.INTRODUCTION;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.NODE;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.OWED_NOTE;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PATIENT_BINDING;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PROVIDER;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;

import org.careagent.neuron.application.port.Binding;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.Introduction;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.Relationship;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The taking up of contents into empty tables, in one transaction.
final class Loading {
    private static final int AT_ONCE = 500;
    private static final List<Table<?>> TABLES =
            List.of(
                    RELATIONSHIP,
                    PATIENT_BINDING,
                    PROVIDER,
                    API_KEY,
                    INTRODUCTION,
                    NODE,
                    OWED_NOTE);

    private final DSLContext transaction;

    /// @param transaction not to be committed if one of the methods throws
    Loading(DSLContext transaction) {
        this.transaction = transaction;
    }

    /// Whether there is nothing in any table.
    boolean isIntoEmpty() {
        return TABLES.stream().noneMatch(transaction::fetchExists);
    }

    /// Writes all of `contents`; what they say of their node goes to the row of `node`.
    void load(Contents contents, NodeRow node) {
        inBatches(RELATIONSHIP, contents::relationships, this::relationship);
        inBatches(PATIENT_BINDING, contents::bindings, this::binding);
        inBatches(PROVIDER, contents::providers, this::provider);
        inBatches(API_KEY, contents::apiKeys, this::apiKey);
        inBatches(INTRODUCTION, contents::introductions, this::introduction);
        NodeBooks books = contents.node();
        if (!books.equals(NodeBooks.NEW)) {
            node.take(transaction, books);
        }
    }

    private <T> void inBatches(
            Table<?> table, Consumer<Consumer<T>> source, Function<T, Record> making) {
        List<Record> waiting = new ArrayList<>();
        source.accept(row -> {
            waiting.add(making.apply(row));
            if (waiting.size() == AT_ONCE) {
                write(table, waiting);
            }
        });
        write(table, waiting);
    }

    private void write(Table<?> table, List<Record> waiting) {
        if (!waiting.isEmpty()) {
            var _ =
                    transaction
                            .insertInto(table)
                            .columns(table.fields())
                            .valuesOfRecords(waiting)
                            .execute();
            waiting.clear();
        }
    }

    private Record relationship(KeptRelationship kept) {
        var row = transaction.newRecord(RELATIONSHIP);
        Relationship of = kept.relationship();
        row.set(RELATIONSHIP.ID, of.id());
        row.set(RELATIONSHIP.PATIENT_AGENT_ID, of.patient());
        row.set(RELATIONSHIP.PROVIDER_NPI, of.provider());
        row.set(RELATIONSHIP.PATIENT_ENDPOINT, of.endpoint());
        row.set(RELATIONSHIP.CONSENTED_ACTIONS, of.actions());
        row.set(RELATIONSHIP.CONSENT_ISSUED_AT, of.consentIssuedAt());
        row.set(RELATIONSHIP.CREATED_AT, of.createdAt());
        row.set(RELATIONSHIP.UPDATED_AT, of.updatedAt());
        row.set(RELATIONSHIP.TERMINATED_AT, kept.terminatedAt().orElse(null));
        row.set(
                RELATIONSHIP.ACTIVE_KEY,
                kept.terminatedAt().isPresent() ? null : ChangeMaking.ACTIVE);
        return row;
    }

    private Record binding(Binding bound) {
        var row = transaction.newRecord(PATIENT_BINDING);
        row.set(PATIENT_BINDING.PATIENT_AGENT_ID, bound.patient());
        row.set(PATIENT_BINDING.PATIENT_PUBLIC_KEY, bound.key());
        return row;
    }

    private Record provider(Provider of) {
        var row = transaction.newRecord(PROVIDER);
        row.set(PROVIDER.NPI, of.npi());
        row.set(PROVIDER.NAME, of.name());
        row.set(PROVIDER.TYPES, of.types());
        row.set(PROVIDER.ENDPOINT, of.endpoint().orElse(null));
        row.set(PROVIDER.SPECIALTY, of.specialty().orElse(null));
        row.set(PROVIDER.PROVIDER_PUBLIC_KEY, of.key().orElse(null));
        return row;
    }

    private Record apiKey(KeptApiKey kept) {
        var row = transaction.newRecord(API_KEY);
        ApiKey of = kept.key();
        row.set(API_KEY.ID, of.id());
        row.set(API_KEY.NAME, of.name());
        row.set(API_KEY.KEY_HASH, kept.hash());
        row.set(API_KEY.SCOPES, of.scopes());
        row.set(API_KEY.NPI, of.npi().orElse(null));
        row.set(API_KEY.CREATED_AT, of.createdAt());
        row.set(API_KEY.EXPIRES_AT, of.expiresAt().orElse(null));
        row.set(API_KEY.REVOKED_AT, of.revokedAt().orElse(null));
        row.set(API_KEY.LAST_USED_AT, kept.lastUsedAt().orElse(null));
        return row;
    }

    private Record introduction(KeptIntroduction kept) {
        var row = transaction.newRecord(INTRODUCTION);
        Introduction made = kept.introduction();
        Relationship of = made.relationship();
        row.set(INTRODUCTION.ID, made.id());
        row.set(INTRODUCTION.RELATIONSHIP_ID, of.id());
        row.set(INTRODUCTION.PATIENT_AGENT_ID, of.patient());
        row.set(INTRODUCTION.PATIENT_PUBLIC_KEY, made.key());
        row.set(INTRODUCTION.PROVIDER_NPI, of.provider());
        row.set(INTRODUCTION.PATIENT_ENDPOINT, of.endpoint());
        row.set(INTRODUCTION.CONSENTED_ACTIONS, of.actions());
        row.set(INTRODUCTION.OCCASION, made.occasion());
        row.set(INTRODUCTION.CONSENT_ISSUED_AT, of.consentIssuedAt());
        row.set(INTRODUCTION.ESTABLISHED_AT, of.createdAt());
        row.set(INTRODUCTION.INTRODUCED_AT, made.createdAt());
        row.set(INTRODUCTION.ACKNOWLEDGED_AT, kept.acknowledgedAt().orElse(null));
        return row;
    }
}
