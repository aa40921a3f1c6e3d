package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.RightEdge;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.Sha256;
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
/// It is a copy: whoever loses it reads the log. So it is not synced; a checksum tells whether it
/// is whole.
final class TreeFile {
    private static final String KIND = "neuron audit tree 1";
    private static final int HEAD = 5;

    private TreeFile() {}

    /// How far the tree has come.
    ///
    /// @param edge its right edge
    /// @param last the newest entry in it
    /// @param place behind that entry
    record State(RightEdge edge, Link last, LogPlace place) {}

    /// What is kept beside the log; empty if it is missing, broken, or not of this log.
    static Optional<State> read(LogNames names) throws IOException {
        Path file = names.tree();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Optional<State> state = parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        return state.isPresent() && state.get().place().isBehind(state.get().last(), names)
                ? state
                : Optional.empty();
    }

    /// Keeps `state`; replaces what was kept.
    static void write(LogNames names, State state) throws IOException {
        StringBuilder text = new StringBuilder(KIND).append('\n');
        text.append("entries ").append(state.edge().size()).append('\n');
        text.append("hash ").append(state.last().hash()).append('\n');
        text.append("file ").append(state.place().firstSequence()).append('\n');
        text.append("offset ").append(state.place().offset()).append('\n');
        for (Bytes subtree : state.edge().subtrees()) {
            text.append("subtree ").append(hex(subtree.toArray())).append('\n');
        }
        text.append(checksum(text.toString()));
        PrivateFiles.replace(names.tree(), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<State> parse(String text) {
        int end = text.lastIndexOf("sha256 ");
        if (end < 0 || !text.substring(end).equals(checksum(text.substring(0, end)))) {
            return Optional.empty();
        }
        // What we summed up is what we wrote.
        List<String> lines = text.substring(0, end).lines().toList();
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

    private static String checksum(String text) {
        byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256 " + hex(digest) + "\n";
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
