package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.API_KEY;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.INTRODUCTION;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.NODE;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PATIENT_BINDING;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PROVIDER;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.RELATIONSHIP;
import static org.jooq.impl.DSL.noCondition;

import org.careagent.neuron.application.port.Binding;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.KeptIntroduction;
import org.careagent.neuron.application.port.NodeBooks;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a database holds, on a connection whose transaction sees one moment.
///
/// Rows are read by pages, each after the last row of the one before: a query over all of them
/// would be kept in memory as a whole, by H2 and by the driver of PostgreSQL.
final class JooqSnapshot implements Snapshot {
    private static final int PAGE = 1_000;

    private final Connection connection;
    private final DSLContext transaction;
    private final NodeBooks node;
    private final long otherNodes;

    private JooqSnapshot(
            Connection connection, DSLContext transaction, NodeBooks node, long otherNodes) {
        this.connection = connection;
        this.transaction = transaction;
        this.node = node;
        this.otherNodes = otherNodes;
    }

    /// What `connection` sees from now on; closes it with itself, or when this fails.
    static JooqSnapshot on(Connection connection, DSLContext transaction, NodeRow row) {
        try {
            // The first look is what begins the transaction, so it is taken here.
            NodeBooks node = row.books(transaction);
            long others = transaction.fetchCount(NODE, NODE.ID.ne(row.id()));
            return new JooqSnapshot(connection, transaction, node, others);
        } catch (RuntimeException | Error e) {
            try {
                connection.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    @Override
    public long otherNodes() {
        return otherNodes;
    }

    @Override
    public NodeBooks node() {
        return node;
    }

    @Override
    public void relationships(Consumer<? super KeptRelationship> reader) {
        each(RELATIONSHIP, RELATIONSHIP.ID, JooqRelationshipStore::kept, reader);
    }

    @Override
    public void bindings(Consumer<? super Binding> reader) {
        each(
                PATIENT_BINDING,
                PATIENT_BINDING.PATIENT_AGENT_ID,
                row ->
                        new Binding(
                                row.get(PATIENT_BINDING.PATIENT_AGENT_ID),
                                row.get(PATIENT_BINDING.PATIENT_PUBLIC_KEY)),
                reader);
    }

    @Override
    public void providers(Consumer<? super Provider> reader) {
        each(PROVIDER, PROVIDER.NPI, JooqProviderDirectory::provider, reader);
    }

    @Override
    public void apiKeys(Consumer<? super KeptApiKey> reader) {
        each(API_KEY, API_KEY.ID, JooqApiKeyStore::kept, reader);
    }

    @Override
    public void introductions(Consumer<? super KeptIntroduction> reader) {
        each(INTRODUCTION, INTRODUCTION.ID, JooqIntroductionStore::kept, reader);
    }

    private <R extends Record, K, T> void each(
            Table<R> table,
            TableField<R, K> key,
            Function<Record, T> reading,
            Consumer<? super T> reader) {
        Condition rest = noCondition();
        List<R> page;
        do {
            page = transaction.selectFrom(table).where(rest).orderBy(key).limit(PAGE).fetch();
            page.forEach(row -> reader.accept(reading.apply(row)));
            rest = page.isEmpty() ? rest : key.gt(page.getLast().get(key));
        } while (page.size() == PAGE);
    }

    @Override
    public void close() {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.close();
            }
        } catch (SQLException e) {
            throw new DataAccessException("A connection to the database could not be closed", e);
        }
    }
}
