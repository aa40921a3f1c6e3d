package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.Checkpoint;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.RightEdge;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.SignedNote;
import org.careagent.neuron.adapters.shared.files.PrivateFiles;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Signs what the log is. It reads what it signs from the file, after the sync, and verifies the
/// chain on the way: so it signs what an auditor will find, appends do not wait for it, and one
/// that has lost the edge of the tree only has more to read. Used by one thread at a time.
final class Notary {
    private static final Logger LOG = System.getLogger(Notary.class.getName());

    // Fewer are read in less than a second.
    private static final long FEW = 50_000;

    private final LogNames names;
    private final List<CheckpointSigner> signers;
    private Optional<TreeFile.State> state = Optional.empty();
    private boolean taken;
    private volatile boolean hurried;

    /// @param signers of one origin, one at least; each signs each checkpoint
    Notary(LogNames names, List<CheckpointSigner> signers) {
        this.names = names;
        this.signers = List.copyOf(signers);
    }

    /// From now on, leaves off where there is much to read: it is kept how far it came.
    void hurry() {
        hurried = true;
    }

    /// Writes a checkpoint of the log as it is until `end`, which is on disk, unless there is
    /// nothing new since the last.
    ///
    /// @return whether there is one now
    /// @throws IOException if the log cannot be read, or is not what was written, or the checkpoint
    ///   cannot be written
    boolean sign(Link end) throws IOException {
        takeUp(end);
        long before = size();
        boolean all = read(end);
        if (size() > before) {
            TreeFile.write(names, state.orElseThrow(), signers);
        }
        if (all && end.sequence() > 0) {
            write(state.orElseThrow().edge());
        }
        return all;
    }

    /// Whether more than the log until `end` was read already.
    boolean isBeyond(Link end) {
        return size() > end.sequence();
    }

    private void takeUp(Link end) throws IOException {
        if (!taken) {
            state = TreeFile.read(names, signers);
            taken = true;
            if (state.isEmpty() && end.sequence() > FEW) {
                LOG.log(
                        Level.INFO,
                        "the tree of the audit log is built anew from its {0} entries, because {1}"
                                + " is missing or not of this log",
                        end.sequence(),
                        names.tree());
            }
        }
    }

    private long size() {
        return state.map(known -> known.edge().size()).orElse(0L);
    }

    private boolean read(Link end) throws IOException {
        if (size() < end.sequence()) {
            RightEdge edge = state.map(TreeFile.State::edge).orElseGet(RightEdge::new);
            Link from = reached();
            try (LogCursor cursor = cursor()) {
                // Until it has come to an end, the edge at hand fits nothing.
                forget();
                Link last = read(cursor, from, end, edge);
                state = Optional.of(new TreeFile.State(edge, last, cursor.place()));
                taken = true;
            }
        }
        if (size() >= end.sequence() && !reached().equals(end)) {
            throw new IOException("the audit log is not what was written to it");
        }
        return reached().equals(end);
    }

    private void forget() {
        state = Optional.empty();
        taken = false;
    }

    private Link reached() {
        return state.map(TreeFile.State::last).orElse(Link.BEFORE_THE_FIRST);
    }

    private Link read(LogCursor cursor, Link from, Link end, RightEdge edge) throws IOException {
        Link last = from;
        while (last.sequence() < end.sequence() && !isTooMuch(last, end)) {
            last = readOne(cursor, last, edge);
        }
        return last;
    }

    private LogCursor cursor() throws IOException {
        return state.isPresent()
                ? LogCursor.at(state.get().place(), names)
                : LogCursor.atBeginning(names);
    }

    private boolean isTooMuch(Link last, Link end) {
        // One at least: the place behind it is kept.
        return hurried && last.sequence() > 0 && end.sequence() - last.sequence() > FEW;
    }

    private static Link readOne(LogCursor cursor, Link last, RightEdge edge) throws IOException {
        if (!cursor.next()) {
            throw new IOException("the audit log has fewer entries than were written");
        }
        byte[] content = cursor.line().line();
        Optional<Line> line =
                Line.read(content)
                        .filter(read -> read.previousHash().equals(last.hash()))
                        .filter(read -> read.link().sequence() == last.sequence() + 1);
        if (line.isEmpty()) {
            throw new IOException(
                    "line " + cursor.lineNumber() + " of " + cursor.file() + " does not verify");
        }
        edge.append(content);
        return line.get().link();
    }

    private void write(RightEdge edge) throws IOException {
        Checkpoint checkpoint =
                new Checkpoint(signers.getFirst().origin(), edge.size(), edge.root());
        Path file = names.checkpoints().resolve(Long.toString(edge.size()));
        PrivateFiles.createFolders(names.checkpoints());
        try {
            PrivateFiles.createNew(
                    file,
                    SignedNote.of(checkpoint.text(), signers)
                            .spelling()
                            .getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            requireSame(checkpoint, file, e);
        }
    }

    // What was signed stays. One that says something else is evidence, and not for us to remove.
    private static void requireSame(Checkpoint checkpoint, Path file, IOException cause)
            throws IOException {
        if (!CheckpointFile.read(file)
                .map(SignedNote::text)
                .filter(checkpoint.text()::equals)
                .isPresent()) {
            throw new IOException("there is another checkpoint of this size: " + file, cause);
        }
    }
}
