package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.NODE;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.OWED_NOTE;

import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.NodeBooks;
import org.jooq.DSLContext;

import java.util.List;
import java.util.Optional;

/// What the database knows of one node.
///
/// @param id the node's
record NodeRow(String id) {
    /// How far the node has come.
    ///
    /// @param batch the number of its last transaction
    /// @param lastOwed the number of the last note that it ever owed its audit trail
    record Content(long batch, long lastOwed) {
        /// Before its first transaction.
        static final Content NEW = new Content(0, 0);
    }

    /// Empty before its first transaction.
    Optional<Content> read(DSLContext database) {
        return database.select(NODE.BATCH, NODE.LAST_OWED)
                .from(NODE)
                .where(NODE.ID.eq(id))
                .fetchOptional(row -> new Content(row.value1(), row.value2()));
    }

    /// Writes `after` where `before` was, and what `mark` says is recorded is owed no more.
    ///
    /// @throws NodeInUseException if `before` is not there any more
    void write(DSLContext transaction, Content before, Content after, Optional<AuditMark> mark) {
        if (before.equals(Content.NEW)) {
            insert(transaction, after);
        } else {
            update(transaction, before, after);
        }
        mark.ifPresent(given -> markAt(transaction, given));
    }

    private void insert(DSLContext transaction, Content after) {
        transaction
                .insertInto(NODE)
                .set(NODE.ID, id)
                .set(NODE.BATCH, after.batch())
                .set(NODE.LAST_OWED, after.lastOwed())
                .execute();
    }

    private void update(DSLContext transaction, Content before, Content after) {
        int rows =
                transaction
                        .update(NODE)
                        .set(NODE.BATCH, after.batch())
                        .set(NODE.LAST_OWED, after.lastOwed())
                        .where(NODE.ID.eq(id))
                        .and(NODE.BATCH.eq(before.batch()))
                        .execute();
        if (rows != 1) {
            throw new NodeInUseException(id);
        }
    }

    private void markAt(DSLContext transaction, AuditMark mark) {
        int moved =
                transaction
                        .update(NODE)
                        .set(NODE.MARKED_OWED, mark.owed())
                        .set(NODE.MARKED_SEQUENCE, mark.trail().sequence())
                        .set(NODE.MARKED_HASH, mark.trail().hash())
                        .where(NODE.ID.eq(id))
                        .and(
                                NODE.MARKED_SEQUENCE
                                        .isNull()
                                        .or(NODE.MARKED_SEQUENCE.ne(mark.trail().sequence()))
                                        .or(NODE.MARKED_HASH.ne(mark.trail().hash())))
                        .execute();
        if (moved == 1) {
            transaction
                    .deleteFrom(OWED_NOTE)
                    .where(OWED_NOTE.NODE_ID.eq(id))
                    .and(OWED_NOTE.NOTE_NUMBER.le(mark.owed()))
                    .execute();
        }
    }

    /// Keeps `notes` as owed, from the number `first` on.
    void owe(DSLContext transaction, long first, List<AuditNote> notes) {
        if (notes.isEmpty()) {
            return;
        }
        var insert =
                transaction.insertInto(
                        OWED_NOTE, OWED_NOTE.NODE_ID, OWED_NOTE.NOTE_NUMBER, OWED_NOTE.NOTE);
        for (int i = 0; i < notes.size(); i++) {
            insert = insert.values(id, first + i, notes.get(i));
        }
        insert.execute();
    }

    /// All that is known of it.
    NodeBooks books(DSLContext database) {
        return read(database)
                .map(row -> new NodeBooks(row.lastOwed(), mark(database), owed(database)))
                .orElse(NodeBooks.NEW);
    }

    /// Takes up what was known of the node elsewhere, where nothing is known of it yet.
    void take(DSLContext transaction, NodeBooks books) {
        // Not zero, which is before the first transaction, when there is no row.
        insert(transaction, new Content(1, books.lastOwed()));
        owe(transaction, books.lastOwed() - books.owed().size() + 1, books.owed());
        books.mark().ifPresent(mark -> markAt(transaction, mark));
    }

    /// What it owes after the mark, in the order of the numbers.
    List<AuditNote> owed(DSLContext database) {
        return database.select(OWED_NOTE.NOTE)
                .from(OWED_NOTE)
                .where(OWED_NOTE.NODE_ID.eq(id))
                .orderBy(OWED_NOTE.NOTE_NUMBER)
                .fetch(OWED_NOTE.NOTE);
    }

    /// The last mark; empty before the first.
    Optional<AuditMark> mark(DSLContext database) {
        return database.selectFrom(NODE)
                .where(NODE.ID.eq(id))
                .and(NODE.MARKED_HASH.isNotNull())
                .fetchOptional(row ->
                        new AuditMark(
                                row.get(NODE.MARKED_OWED),
                                new AuditPosition(
                                        row.get(NODE.MARKED_SEQUENCE), row.get(NODE.MARKED_HASH))));
    }
}
