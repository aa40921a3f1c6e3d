package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.Ears;
import org.jooq.DSLContext;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes changes in a database, one call's in one transaction.
///
/// Calls of one node take turns, so their notes are numbered in the order of the transactions. Each
/// transaction writes its own number into the row of the node: when a connection is lost at the
/// commit, that number tells what became of it.
final class JooqChangeStore implements ChangeStore {
    private final DSLContext context;
    private final Database database;
    private final Ears ears;
    private final Retrying retrying;
    private final NodeRow node;
    private final ReentrantLock turn = new ReentrantLock();
    // How far this node has come, once it has made anything.
    private Optional<NodeRow.Content> known = Optional.empty();
    // Of the last call that failed, and may have been committed all the same.
    private Optional<Attempt> doubtful = Optional.empty();
    // Whether another Neuron was found to work under this node's id. It does not pass by itself.
    private volatile boolean ousted;
    // Of calls that failed and were committed all the same, until a receipt says so.
    private List<AuditNote> late = List.of();

    /// What an attempt would leave, once it is committed.
    ///
    /// @param before the node's row as the attempt found it
    /// @param notes what it owes the trail
    private record Attempt(NodeRow.Content before, List<Outcome> outcomes, List<AuditNote> notes) {
        NodeRow.Content after() {
            return new NodeRow.Content(before.batch() + 1, before.lastOwed() + notes.size());
        }

        Receipt receipt(List<AuditNote> late) {
            return new Receipt(outcomes, after().lastOwed(), late);
        }
    }

    /// @param context where the statements of `database` are run
    /// @param ears hear of what is introduced
    JooqChangeStore(
            DSLContext context, Database database, Ears ears, String nodeId, Retrying retrying) {
        this.context = context;
        this.database = database;
        this.ears = ears;
        this.retrying = retrying;
        this.node = new NodeRow(nodeId);
    }

    @Override
    public Receipt commit(List<Commit> commits, Optional<AuditMark> mark) {
        turn.lock();
        try {
            Receipt receipt = database.durability().write(() -> commitInTurn(commits, mark));
            ears.hear(commits, receipt.outcomes());
            ousted = false;
            return receipt;
        } catch (NodeInUseException e) {
            ousted = true;
            throw e;
        } finally {
            turn.unlock();
        }
    }

    /// Whether another Neuron has taken over this node's row.
    boolean isOusted() {
        return ousted;
    }

    private Receipt commitInTurn(List<Commit> commits, Optional<AuditMark> mark) {
        NodeRow.Content before =
                known.filter(_ -> doubtful.isEmpty()).orElseGet(this::foundInTheEnd);
        Attempt made = retrying.run(() -> attempt(before, commits, mark), () -> committed(before));
        known = Optional.of(made.after());
        doubtful = Optional.empty();
        Receipt receipt = made.receipt(late);
        late = List.of();
        return receipt;
    }

    // An earlier doubt is over with it, whatever becomes of the attempt that follows: that one may
    // leave a doubt of its own.

    private NodeRow.Content foundInTheEnd() {
        NodeRow.Content found = retrying.run(this::found, Optional::empty);
        boolean isOurs =
                known.map(found::equals).orElse(true)
                        || doubtful.map(Attempt::after).filter(found::equals).isPresent();
        if (!isOurs) {
            throw new NodeInUseException(node.id());
        }
        keepLate(found);
        known = Optional.of(found);
        doubtful = Optional.empty();
        return found;
    }

    private NodeRow.Content found() {
        return node.read(context).orElse(NodeRow.Content.NEW);
    }

    // They come with the next receipt that is given at all, however many calls fail before.
    private void keepLate(NodeRow.Content found) {
        doubtful.filter(attempt -> attempt.after().equals(found))
                .ifPresent(attempt ->
                        late = Stream.concat(late.stream(), attempt.notes().stream()).toList());
    }

    private Optional<Attempt> committed(NodeRow.Content before) {
        return doubtful.filter(
                attempt -> attempt.before().equals(before) && attempt.after().equals(found()));
    }

    private Attempt attempt(
            NodeRow.Content before, List<Commit> commits, Optional<AuditMark> mark) {
        return context.transactionResult(configuration -> {
            DSLContext transaction = configuration.dsl();
            List<Outcome> outcomes = new BatchMaking(transaction).make(commits);
            database.announce(transaction, Ears.addressees(commits, outcomes));
            Attempt attempt = new Attempt(before, outcomes, notes(commits, outcomes));
            node.write(transaction, before, attempt.after(), mark);
            node.owe(transaction, before.lastOwed() + 1, attempt.notes());
            remember(attempt);
            return attempt;
        });
    }

    // Before the commit: if that fails, this is what may be there all the same.
    private void remember(Attempt attempt) {
        doubtful = Optional.of(attempt);
    }

    private static List<AuditNote> notes(List<Commit> commits, List<Outcome> outcomes) {
        List<AuditNote> notes = new ArrayList<>();
        IntStream.range(0, commits.size())
                .filter(i -> outcomes.get(i) == Outcome.APPLIED)
                .forEach(i -> notes.addAll(commits.get(i).notes()));
        return notes;
    }

    @Override
    public List<AuditNote> owed() {
        return node.owed(context);
    }

    @Override
    public Optional<AuditMark> mark() {
        return node.mark(context);
    }
}
