package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection;
import org.careagent.neuron.adapters.outbound.auditfile.LogParts;
import org.careagent.neuron.adapters.outbound.backupfile.BackupFile;
import org.careagent.neuron.adapters.outbound.backupfile.BackupUnusableException;
import org.careagent.neuron.adapters.outbound.backupfile.Manifest;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.adapters.outbound.datafolder.NeuronKey;
import org.careagent.neuron.adapters.outbound.jooq.H2Database;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.BackupParts;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.StorageNotEmptyException;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.Bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Brings a backup back, into a data folder and a storage in which there is nothing yet.
///
/// All of the backup is verified before anything of it is put in its place. While it is being put
/// there, the folder is marked: should the process end in between, the next start says so instead
/// of working with half of it.
///
/// The Neuron keeps the node id of the backup. The storage knows by that id up to where it agrees
/// with the audit log, and what is still to be written there; and the log's checkpoints name it in
/// their origin, so that whoever has kept one can go on to hold it against the log. Under a new id
/// both would have to be moved, and the second cannot be: it is signed. Nor can two Neurons get
/// into each other's way, since the storage is empty: there is no other of that id on it. Who has
/// set another `node.id` in the configuration is told so, and decides.
public final class Restoration {
    private static final String ONLY_INTO_EMPTY =
            "A backup is restored where there is nothing yet: give the configuration a new data"
                    + " folder, audit.path and database. Nothing was changed";

    private final Settings settings;
    private final Wiring wiring;
    private final DataFolder folder;
    private final BackupFile backup;
    private final Consumer<String> told;

    private Restoration(
            Settings settings,
            Wiring wiring,
            DataFolder folder,
            BackupFile backup,
            Consumer<String> told) {
        this.settings = settings;
        this.wiring = wiring;
        this.folder = folder;
        this.backup = backup;
        this.told = told;
    }

    /// What was brought back.
    ///
    /// @param manifest what the backup says of itself
    /// @param restored how many of each the storage has now
    /// @param newKey whether the Neuron has a new key, since there was none in the folder
    public record Restored(Manifest manifest, BackupParts.Counts restored, boolean newKey) {}

    /// Restores the backup `file` for the Neuron of `settings`, which must not be running.
    ///
    /// Throws what opening storage and data folder throws.
    ///
    /// @param by on whose behalf, for the audit log
    /// @param told is given a line for each thing that was checked or done
    /// @throws RestoreRefusedException if the backup is not good, or there is something already;
    ///   nothing was changed then
    public static Restored restore(Settings settings, Path file, Actor by, Consumer<String> told) {
        Wiring wiring = new Wiring(settings);
        try (wiring;
                DataFolder folder = wiring.dataFolder();
                BackupFile backup = BackupFile.open(file)) {
            wiring.requireNoOther();
            return new Restoration(settings, wiring, folder, backup, told).restore(by);
        } catch (BackupUnusableException e) {
            throw new RestoreRefusedException(
                    "the backup "
                            + file
                            + " cannot be restored: "
                            + e.getMessage()
                            + ". Nothing was changed",
                    e);
        } catch (StorageNotEmptyException e) {
            throw new RestoreRefusedException(e.getMessage() + ". " + ONLY_INTO_EMPTY, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Restored restore(Actor by) throws IOException {
        boolean newKey = NeuronKey.read(folder.path()).isEmpty();
        told.accept(describe(backup.manifest()));
        requirePlace();
        try (StagedLog log = StagedLog.beside(settings.audit().path())) {
            verify(log);
            BackupParts.Counts restored = putInPlace(log);
            record(by);
            told.accept("restored: " + describe(restored));
            return new Restored(backup.manifest(), restored, newKey);
        }
    }

    private static String describe(Manifest manifest) {
        BackupParts.Origin origin = manifest.origin();
        return "backup of NPI "
                + origin.organization()
                + ", node "
                + origin.node()
                + ", made "
                + origin.madeAt()
                + " by Neuron "
                + origin.version();
    }

    private void requirePlace() throws IOException {
        BackupParts.Origin origin = backup.manifest().origin();
        if (!origin.organization().equals(settings.organization().npi())) {
            throw refused(
                    "the backup is of the organisation "
                            + origin.organization()
                            + ", and this configuration is of "
                            + settings.organization().npi()
                            + "; use the backup and the configuration of the same Neuron");
        }
        if (settings.storage().kind() == Settings.Storage.Kind.MEMORY) {
            throw refused(
                    "storage.kind is memory, which keeps nothing; set it to h2 or postgresql");
        }
        if (backup.manifest().trail().isPresent() && !settings.audit().enabled()) {
            throw refused("there is an audit log in the backup, and audit.enabled is false");
        }
        requireNode(origin.node());
        requireKey(origin.publicKeys());
        requireNoLog();
        requireEmptyStorage(origin.node());
    }

    private void requireNode(String node) {
        Optional<String> here =
                settings.node()
                        .id()
                        .or(() -> DataFolder.nodeIdIn(folder.path()).map(UUID::toString));
        Optional<String> other = here.filter(id -> !id.equals(node));
        if (other.isPresent()) {
            throw refused(
                    "the backup is of the node "
                            + node
                            + ", and this one is "
                            + other.get()
                            + "; restore into an empty data folder, or set node.id to that of the"
                            + " backup");
        }
        if (here.isEmpty() && asUuid(node).isEmpty()) {
            throw refused("the backup is of the node " + node + "; set node.id to that first");
        }
    }

    // A key that the backup does not know may be that of another Neuron, and would sign for this
    // one
    // from now on. One that was changed after the backup was made has its predecessors beside it.
    private void requireKey(List<Bytes> publicKeys) {
        List<Bytes> here = NeuronKey.publicKeysIn(folder.path());
        if (!publicKeys.isEmpty() && !here.isEmpty() && Collections.disjoint(here, publicKeys)) {
            throw refused(
                    NeuronKey.fileIn(folder.path())
                            + " is not the key of the Neuron whose backup this is; put that one in"
                            + " its place (with its folder neuron.keys, if there is one), or move"
                            + " the file away: then a new key is made");
        }
    }

    private static Optional<UUID> asUuid(String node) {
        try {
            return Optional.of(UUID.fromString(node)).filter(id -> id.toString().equals(node));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void requireNoLog() throws IOException {
        Path log = settings.audit().path();
        if (settings.audit().enabled() && LogParts.isAnyAt(log)) {
            throw refused(
                    "there is an audit log already, "
                            + log.toAbsolutePath().normalize()
                            + comparison(AuditFile.inspect(log, 1))
                            + ". "
                            + ONLY_INTO_EMPTY);
        }
    }

    private String comparison(AuditInspection found) {
        long end = backup.manifest().trail().map(AuditPosition::sequence).orElse(0L);
        return switch (found) {
            case AuditInspection.Sound(_, long last, _, _) ->
                    ", which goes on until entry "
                            + last
                            + "; the backup ends with entry "
                            + end
                            + (end < last
                                    ? ": it is older, and what came after it would be lost"
                                    : "");
            case AuditInspection.Missing _,
                    AuditInspection.Empty _,
                    AuditInspection.Damaged _,
                    AuditInspection.Unreadable _ ->
                    "; the backup ends with entry " + end;
        };
    }

    // Before the backup is verified, which takes its time. Loading looks once more.
    private void requireEmptyStorage(String node) {
        if (settings.storage().kind() == Settings.Storage.Kind.H2
                && H2Database.isMissing(settings.storage().path())) {
            return;
        }
        try (Storage storage = wiring.storageOf(node)) {
            if (!storage.relationships().list(RelationshipFilter.ALL, Optional.empty(), 1).isEmpty()
                    || !storage.providers().all().isEmpty()
                    || !storage.apiKeys().all().isEmpty()
                    || storage.changes().mark().isPresent()) {
                throw new StorageNotEmptyException(storage.description());
            }
        }
    }

    private void verify(StagedLog log) throws IOException {
        backup.verify();
        Manifest manifest = backup.manifest();
        told.accept(
                "checked: "
                        + manifest.entries().size()
                        + " files in it, each by its SHA-256; and each row: "
                        + describe(manifest.counts()));
        if (manifest.trail().isPresent()) {
            log.take(backup);
            log.verify(backup, told);
        } else {
            told.accept("there is no audit log in it");
        }
    }

    private static String describe(BackupParts.Counts counts) {
        return counts.relationships()
                + " relationships, "
                + counts.bindings()
                + " bound agent ids, "
                + counts.providers()
                + " providers, "
                + counts.apiKeys()
                + " API keys, "
                + counts.introductions()
                + " introductions";
    }

    private BackupParts.Counts putInPlace(StagedLog log) throws IOException {
        folder.beginRestore(whatIsMade(log));
        boolean nodeIsNew = takeNodeId();
        BackupParts.Counts restored;
        try {
            restored = load();
        } catch (StorageNotEmptyException | BackupUnusableException e) {
            takeBack(nodeIsNew);
            throw e;
        } catch (RuntimeException | Error e) {
            takeBackIfNothingIsLoaded(nodeIsNew, e);
            throw e;
        }
        log.moveTo(settings.audit().path());
        folder.keepFormerKeys(backup.manifest().origin().publicKeys());
        return restored;
    }

    private void takeBack(boolean nodeIsNew) {
        if (nodeIsNew) {
            folder.dropNodeId();
        }
        folder.endRestore();
    }

    // A database that fails may have taken up all of it before; then the mark has to stay.
    private void takeBackIfNothingIsLoaded(boolean nodeIsNew, Throwable failure) {
        try {
            requireEmptyStorage(backup.manifest().origin().node());
            takeBack(nodeIsNew);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    // By where they are: what is not there has not been made yet.
    private List<String> whatIsMade(StagedLog log) throws IOException {
        List<String> made = new ArrayList<>();
        Path database = settings.storage().path().toAbsolutePath().normalize();
        made.add(
                switch (settings.storage().kind()) {
                    case H2 -> "the database " + database + ".mv.db";
                    case POSTGRESQL ->
                            "all tables in " + DatabaseAccess.of(settings.storage()).place();
                    case MEMORY -> "nothing in memory";
                });
        if (backup.manifest().trail().isPresent()) {
            made.addAll(LogParts.description(settings.audit().path()));
            made.add("the folder " + log.folder());
        }
        if (settings.node().id().isEmpty()) {
            made.add(folder.path().resolve("node.id").toString());
        }
        return made;
    }

    private boolean takeNodeId() {
        return settings.node().id().isEmpty()
                && folder.takeNodeId(asUuid(backup.manifest().origin().node()).orElseThrow());
    }

    private BackupParts.Counts load() {
        try (Storage storage = wiring.storageOf(backup.manifest().origin().node())) {
            storage.load(backup);
            try (Snapshot loaded = storage.snapshot()) {
                BackupParts.Counts counts = counts(loaded);
                if (!counts.equals(backup.manifest().counts())) {
                    throw new IllegalStateException("the storage has not what was loaded");
                }
                return counts;
            }
        }
    }

    private static BackupParts.Counts counts(Contents contents) {
        return new BackupParts.Counts(
                count(contents::relationships),
                count(contents::bindings),
                count(contents::providers),
                count(contents::apiKeys),
                count(contents::introductions));
    }

    private static <T> long count(Consumer<Consumer<T>> rows) {
        AtomicLong count = new AtomicLong();
        rows.accept(_ -> count.incrementAndGet());
        return count.get();
    }

    private void record(Actor by) {
        Manifest manifest = backup.manifest();
        AuditEvent restored =
                new AuditEvent.BackupRestored(
                        manifest.counts().relationships(),
                        manifest.trail().map(AuditPosition::sequence).orElse(0L),
                        by);
        try (Ledger ledger = wiring.ledgerIn(folder)) {
            ledger.journal().record(restored);
            folder.endRestore();
        }
    }

    private static RestoreRefusedException refused(String why) {
        return new RestoreRefusedException(
                why.contains("Nothing was changed") ? why : why + ". Nothing was changed");
    }
}
