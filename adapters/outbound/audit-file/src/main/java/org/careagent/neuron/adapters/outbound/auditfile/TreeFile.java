package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.NoteKey;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.RightEdge;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.SignedNote;
import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The right edge of the tree, kept beside the log so that nobody has to read the log to know it.
/// It is a copy: whoever loses it reads the log. So it is not synced; a signature tells whether it
/// is whole, and that nobody else has made it: what is signed later is taken from it.
final class TreeFile {
    private static final String KIND = "neuron audit tree 2";
    private static final int HEAD = 5;

    private TreeFile() {}

    /// How far the tree has come.
    ///
    /// @param edge its right edge
    /// @param last the newest entry in it
    /// @param place behind that entry
    record State(RightEdge edge, Link last, LogPlace place) {}

    /// What is kept beside the log; empty if it is missing, broken, signed by none of `signers`, or
    /// not of this log.
    static Optional<State> read(LogNames names, List<CheckpointSigner> signers) throws IOException {
        Optional<State> state = signed(names.tree(), signers).flatMap(TreeFile::parse);
        return state.isPresent() && state.get().place().isBehind(state.get().last(), names)
                ? state
                : Optional.empty();
    }

    private static Optional<String> signed(Path file, List<CheckpointSigner> signers)
            throws IOException {
        List<NoteKey> keys = signers.stream().map(CheckpointSigner::key).toList();
        return Files.exists(file)
                ? CheckpointFile.read(file)
                        .filter(note -> note.standing(keys) == SignedNote.Standing.HOLDS)
                        .map(SignedNote::text)
                : Optional.empty();
    }

    /// Keeps `state`, signed by all of `signers`; replaces what was kept.
    static void write(LogNames names, State state, List<CheckpointSigner> signers)
            throws IOException {
        StringBuilder text = new StringBuilder(KIND).append('\n');
        text.append("entries ").append(state.edge().size()).append('\n');
        text.append("hash ").append(state.last().hash()).append('\n');
        text.append("file ").append(state.place().firstSequence()).append('\n');
        text.append("offset ").append(state.place().offset()).append('\n');
        for (Bytes subtree : state.edge().subtrees()) {
            text.append("subtree ")
                    .append(HexFormat.of().formatHex(subtree.toArray()))
                    .append('\n');
        }
        String note = SignedNote.of(text.toString(), signers).spelling();
        PrivateFiles.replace(names.tree(), note.getBytes(StandardCharsets.UTF_8));
    }

    // What we signed under that heading is what we wrote.
    private static Optional<State> parse(String text) {
        List<String> lines = text.lines().toList();
        return lines.size() < HEAD || !lines.getFirst().equals(KIND)
                ? Optional.empty()
                : Optional.of(state(lines));
    }

    private static State state(List<String> lines) {
        long entries = Long.parseLong(value(lines.get(1)));
        return new State(
                new RightEdge(
                        entries,
                        lines.subList(HEAD, lines.size()).stream()
                                .map(line -> Bytes.of(HexFormat.of().parseHex(value(line))))
                                .toList()),
                new Link(entries, value(lines.get(2))),
                new LogPlace(
                        Long.parseLong(value(lines.get(3))), Long.parseLong(value(lines.get(4)))));
    }

    private static String value(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }
}
