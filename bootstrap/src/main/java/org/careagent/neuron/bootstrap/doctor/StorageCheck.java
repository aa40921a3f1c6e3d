package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolderInUseException;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolderUnusableException;
import org.careagent.neuron.adapters.outbound.jooq.DatabaseInspection;
import org.careagent.neuron.adapters.outbound.jooq.H2Database;
import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.adapters.outbound.jooq.PostgresDatabase;
import org.careagent.neuron.adapters.outbound.jooq.PostgresInspection;
import org.careagent.neuron.bootstrap.DatabaseAccess;
import org.careagent.neuron.bootstrap.settings.Settings;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Where relationships and providers are kept.
record StorageCheck(Surroundings all) implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int UNAVAILABLE = 503;

    @Override
    public String subject() {
        return "storage";
    }

    @Override
    public List<Finding> findings() {
        Settings.Storage storage = all.settings().storage();
        return List.of(unfinishedRestore(storage).orElseGet(() -> finding(storage)));
    }

    // Before all else: it must not be started with, and may well open.
    private Optional<Finding> unfinishedRestore(Settings.Storage storage) {
        try {
            return DataFolder.whatToDoAboutRestoreIn(storage.folder())
                    .map(words ->
                            Finding.fault(
                                    subject(),
                                    "a restore into "
                                            + storage.folder().toAbsolutePath().normalize()
                                            + " was not finished: what is there is not whole, and"
                                            + " the Neuron does not start with it",
                                    "If neuron restore is running, wait for it. Else: " + words));
        } catch (DataFolderUnusableException _) {
            // What is said of the files says why.
            return Optional.empty();
        }
    }

    private Finding finding(Settings.Storage storage) {
        return switch (storage.kind()) {
            case MEMORY ->
                    Finding.warning(
                            subject(),
                            "memory: relationships and providers are lost when the Neuron stops",
                            "For more than a trial set storage.kind to h2 or postgresql.");
            case POSTGRESQL -> postgres(DatabaseAccess.of(storage));
            case H2 -> h2(storage);
        };
    }

    private Finding h2(Settings.Storage storage) {
        return switch (all.presence()) {
            case Presence.Running(JsonNode status) -> running(storage, status);
            case Presence.Absent() -> stopped(storage);
            case Presence.Silent(), Presence.Barred() ->
                    Finding.warning(
                            subject(),
                            "not looked at: the Neuron that seems to run has it open",
                            "See what is said of neuron.");
        };
    }

    private Finding running(Settings.Storage storage, JsonNode status) {
        return isUnavailable()
                ? unavailable()
                : Finding.ok(
                        subject(),
                        "H2 database "
                                + file(storage)
                                + ", open in the running Neuron; providers: "
                                + status.path("providers").asString("0"));
    }

    private boolean isUnavailable() {
        return all.ownHealth()
                .filter(probe ->
                        probe instanceof Probe.Answered answered
                                && answered.isOfNeuron()
                                && answered.status() == UNAVAILABLE)
                .isPresent();
    }

    private Finding unavailable() {
        return Finding.fault(
                subject(),
                "the running Neuron cannot write to its storage or to its audit log",
                "Look at its log and at the space on the disk; then neuron stop and neuron"
                        + " start.");
    }

    private Finding postgres(PostgresAccess access) {
        return switch (PostgresDatabase.inspect(access)) {
            case PostgresInspection.Trouble trouble ->
                    Finding.fault(
                            subject(), access.place() + " " + trouble.what(), trouble.whatToDo());
            case PostgresInspection.Empty() ->
                    Finding.ok(
                            subject(),
                            access.place() + " is empty: its tables are made at the first start");
            case PostgresInspection.Outdated() ->
                    Finding.ok(
                            subject(),
                            access.place()
                                    + " is of an earlier version; the next start brings it up to"
                                    + " date. Back it up before");
            case PostgresInspection.Current() ->
                    isUnavailable()
                            ? unavailable()
                            : Finding.ok(
                                    subject(),
                                    access.place() + " takes writes, its schema is current");
        };
    }

    private Finding stopped(Settings.Storage storage) {
        Path file = file(storage);
        return switch (inspect(storage)) {
            case DatabaseInspection.Missing() ->
                    Finding.ok(subject(), "H2 database " + file + ": is made at the first start");
            case DatabaseInspection.Current() ->
                    Finding.ok(subject(), "H2 database " + file + " opens, its schema is current");
            case DatabaseInspection.Outdated() ->
                    Finding.ok(
                            subject(),
                            "H2 database "
                                    + file
                                    + " is of an earlier version; the next start brings it up to"
                                    + " date. Copy the file before");
            case DatabaseInspection.InUse() ->
                    Finding.fault(
                            subject(),
                            "another process has " + file + " open, and no Neuron answers",
                            "It may be a Neuron that starts or stops, or a backup: try again in a"
                                    + " minute. If it stays so, find that process (Linux: fuser "
                                    + FileRights.quoted(file)
                                    + ").");
            case DatabaseInspection.Foreign(String why) ->
                    Finding.fault(
                            subject(),
                            file + " is not for this Neuron: " + why,
                            "Run the version of Neuron that made it, or set storage.path to"
                                    + " another file. Do not delete it.");
            case DatabaseInspection.Unreadable(String why) ->
                    Finding.fault(
                            subject(),
                            file + " cannot be read: " + why,
                            "Check who may read it. If it is damaged, keep it, and put a backup in"
                                    + " its place.");
        };
    }

    private static Path file(Settings.Storage storage) {
        Path name = storage.path().toAbsolutePath().normalize();
        return name.resolveSibling(name.getFileName() + ".mv.db");
    }

    /// Holds the data folder meanwhile, so that no Neuron tries to open the database; but not where
    /// that would make a file.
    private static DatabaseInspection inspect(Settings.Storage storage) {
        if (!Files.exists(storage.folder().resolve("neuron.lock"))) {
            return H2Database.inspect(storage.path());
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<DatabaseInspection> found = inspectHolding(storage);
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - end > 0) {
                return new DatabaseInspection.InUse();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    // Empty while somebody else holds it: another command is done in a moment.
    private static Optional<DatabaseInspection> inspectHolding(Settings.Storage storage) {
        try (DataFolder _ = DataFolder.claim(storage.folder())) {
            return Optional.of(H2Database.inspect(storage.path()));
        } catch (DataFolderInUseException _) {
            return Optional.empty();
        } catch (DataFolderUnusableException _) {
            // Not ours to write to; to look at it may be possible all the same.
            return Optional.of(H2Database.inspect(storage.path()));
        }
    }
}
