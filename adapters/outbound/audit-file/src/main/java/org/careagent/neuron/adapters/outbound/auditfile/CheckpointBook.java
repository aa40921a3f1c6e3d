package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.Checkpoint;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.NoteKey;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.RightEdge;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.SignedNote;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The checkpoints that a log is held against: those beside it, and one that somebody has kept. Of
/// each only the size is in memory until its turn comes.
final class CheckpointBook {
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,15}");

    /// The checkpoint that somebody has kept.
    private record Kept(Path file, SignedNote note, Checkpoint checkpoint) {}

    private final VerifierOptions options;
    private final LogNames names;
    private final TreeSet<Long> sizes = new TreeSet<>();
    private final RetiredKeys retired = new RetiredKeys();
    private final Optional<Kept> kept;
    private long lastGood;
    private int verified;
    private int unsigned;
    private int unknown;

    private CheckpointBook(LogNames names, VerifierOptions options)
            throws IOException, BadCheckpointException {
        this.names = names;
        this.options = options;
        Optional<Path> file = options.kept();
        this.kept = file.isPresent() ? Optional.of(readKept(file.get())) : Optional.empty();
    }

    /// Those that there are now.
    static CheckpointBook open(LogNames names, VerifierOptions options)
            throws IOException, BadCheckpointException {
        CheckpointBook book = new CheckpointBook(names, options);
        book.kept.ifPresent(it -> book.sizes.add(it.checkpoint().size()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(names.checkpoints())) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (SIZE.matcher(name).matches()) {
                    book.sizes.add(Long.parseLong(name));
                }
            }
        } catch (NoSuchFileException _) {
            // There are none yet.
        }
        return book;
    }

    /// Takes note of `line`, the entry of that number: it may speak of the keys.
    void read(byte[] line, long sequence) {
        retired.look(line, sequence);
    }

    /// Whether `tree` is what was signed at its size, if something was.
    ///
    /// @throws BadCheckpointException if a checkpoint of that size is none, or forged, or of a key
    ///   that was given up before
    boolean fits(RightEdge tree) throws IOException, BadCheckpointException {
        if (!sizes.contains(tree.size())) {
            return true;
        }
        for (Checkpoint checkpoint : of(tree.size())) {
            if (!checkpoint.root().equals(tree.root())) {
                requireOfThisLog(checkpoint);
                return false;
            }
            lastGood = checkpoint.size();
        }
        return true;
    }

    // An organisation's NPI may change: a checkpoint that fits is of this log, whatever its name.
    private void requireOfThisLog(Checkpoint checkpoint) throws BadCheckpointException {
        if (isOfAnother(checkpoint)) {
            throw ofAnother(
                    checkpoint, names.checkpoints().resolve(Long.toString(checkpoint.size())));
        }
    }

    /// Whether just the log that `tree` stands for was signed.
    boolean vouchesFor(RightEdge tree) {
        try {
            return tree.size() > 0 && fits(tree) && lastGood == tree.size();
        } catch (IOException | BadCheckpointException _) {
            return false;
        }
    }

    /// Whether a checkpoint tells of more than `entries`, as far as can be told.
    boolean tellsOfMoreThan(long entries) {
        try {
            return beyond(entries).isPresent();
        } catch (IOException | BadCheckpointException _) {
            return false;
        }
    }

    /// The size of the newest checkpoint that tells of more than `entries`; empty if none does.
    Optional<Long> beyond(long entries) throws IOException, BadCheckpointException {
        while (!sizes.isEmpty() && sizes.getLast() > entries) {
            if (!of(sizes.getLast()).isEmpty()) {
                return Optional.of(sizes.getLast());
            }
            // Of a key that is not known, and counted by now.
            var _ = sizes.pollLast();
        }
        return Optional.empty();
    }

    /// Until which entry the log is known to be what was signed.
    long lastGood() {
        return lastGood;
    }

    Verification.Checkpoints counts() {
        return new Verification.Checkpoints(verified, unsigned, unknown);
    }

    // Those that count: two at most, of one size.
    private List<Checkpoint> of(long size) throws IOException, BadCheckpointException {
        Optional<Checkpoint> own = beside(names.checkpoints().resolve(Long.toString(size)), size);
        Optional<Kept> other = kept.filter(it -> it.checkpoint().size() == size);
        if (other.isPresent()) {
            count(options.keys().isEmpty());
            requireOfItsTime(other.get().note(), other.get().checkpoint(), other.get().file());
        }
        return Stream.of(own, other.map(Kept::checkpoint)).flatMap(Optional::stream).toList();
    }

    private Optional<Checkpoint> beside(Path file, long size)
            throws IOException, BadCheckpointException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SignedNote note = note(file);
        Checkpoint checkpoint = checkpoint(note, file);
        if (checkpoint.size() != size) {
            throw new BadCheckpointException(file, "it is of another size than its name says");
        }
        if (options.keys().isEmpty()) {
            count(true);
            return Optional.of(checkpoint);
        }
        return switch (standing(note, checkpoint)) {
            case HOLDS -> {
                requireOfItsTime(note, checkpoint, file);
                count(false);
                yield Optional.of(checkpoint);
            }
            case UNKNOWN -> {
                unknown++;
                yield Optional.empty();
            }
            case FORGED -> throw forged(file);
        };
    }

    private Kept readKept(Path file) throws IOException, BadCheckpointException {
        SignedNote note = note(file);
        Checkpoint checkpoint = checkpoint(note, file);
        if (isOfAnother(checkpoint)) {
            throw ofAnother(checkpoint, file);
        }
        if (!options.keys().isEmpty()) {
            requireKnown(standing(note, checkpoint), checkpoint, file);
        }
        return new Kept(file, note, checkpoint);
    }

    private boolean isOfAnother(Checkpoint checkpoint) {
        return options.origin().filter(own -> !own.equals(checkpoint.origin())).isPresent();
    }

    private BadCheckpointException ofAnother(Checkpoint checkpoint, Path file) {
        return new BadCheckpointException(
                file,
                "it is of another log: of "
                        + checkpoint.origin()
                        + ", and this one is "
                        + options.origin().orElseThrow());
    }

    private static void requireKnown(SignedNote.Standing standing, Checkpoint of, Path file)
            throws BadCheckpointException {
        switch (standing) {
            case HOLDS -> {}
            case FORGED -> throw forged(file);
            case UNKNOWN ->
                    throw new BadCheckpointException(
                            file,
                            "it is of "
                                    + of.origin()
                                    + ", and signed with none of the keys that are known; name"
                                    + " the right one with --key");
        }
    }

    private void requireOfItsTime(SignedNote note, Checkpoint checkpoint, Path file)
            throws BadCheckpointException {
        List<NoteKey> known = keysOf(checkpoint);
        OptionalLong givenUp =
                retired.before(
                        checkpoint.size(),
                        note.signersAmong(known),
                        known.stream().map(NoteKey::idInHex).collect(Collectors.toSet()));
        if (givenUp.isPresent()) {
            throw new BadCheckpointException(
                    file,
                    "it is of "
                            + checkpoint.size()
                            + " entries, and signed with a key that was given up with entry "
                            + givenUp.getAsLong());
        }
    }

    private SignedNote.Standing standing(SignedNote note, Checkpoint checkpoint) {
        return note.standing(keysOf(checkpoint));
    }

    private List<NoteKey> keysOf(Checkpoint checkpoint) {
        return options.keys().stream()
                .distinct()
                .map(key -> new NoteKey(checkpoint.origin(), key))
                .toList();
    }

    private void count(boolean withoutKey) {
        if (withoutKey) {
            unsigned++;
        } else {
            verified++;
        }
    }

    private static SignedNote note(Path file) throws IOException, BadCheckpointException {
        return CheckpointFile.read(file)
                .orElseThrow(() -> new BadCheckpointException(file, "it is no signed note"));
    }

    private static Checkpoint checkpoint(SignedNote note, Path file) throws BadCheckpointException {
        return Checkpoint.parse(note.text())
                .orElseThrow(() -> new BadCheckpointException(file, "it is no checkpoint"));
    }

    private static BadCheckpointException forged(Path file) {
        return new BadCheckpointException(file, "its signature is not of the key that it names");
    }
}
