package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.outbound.datafolder.NeuronKey;
import org.careagent.neuron.bootstrap.settings.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files that the Neuron keeps, and their folders: whose they are, and who may read and write
/// them.
record FilesCheck(Settings settings, String user) implements Check {
    FilesCheck(Settings settings) {
        this(settings, System.getProperty("user.name", ""));
    }

    @Override
    public String subject() {
        return "files";
    }

    @Override
    public List<Finding> findings() throws IOException {
        List<Finding> folders = folderFindings();
        List<Finding> findings = folders.isEmpty() ? rights(all()) : folders;
        return findings.isEmpty() ? List.of(Finding.ok(subject(), allIsWell())) : findings;
    }

    private String allIsWell() {
        Path folder = dataFolder();
        return Files.exists(folder)
                ? folder + ": for this user alone, and writable"
                : folder + ": is made at the first start";
    }

    private Path dataFolder() {
        return settings.storage().folder().toAbsolutePath().normalize();
    }

    private Optional<Path> auditFile() {
        return settings.audit().enabled()
                ? Optional.of(settings.audit().path().toAbsolutePath().normalize())
                : Optional.empty();
    }

    private List<Finding> folderFindings() {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(dataFolder());
        auditFile().ifPresent(file -> folders.add(file.resolveSibling("")));
        return folders.stream().map(this::folderFault).flatMap(Optional::stream).toList();
    }

    private Optional<Finding> folderFault(Path folder) {
        Path nearest = FileRights.nearestFolder(folder);
        if (isInTheWay(folder, nearest)) {
            return Optional.of(
                    Finding.fault(
                            subject(),
                            folder + " cannot be a folder: a file has that name, or one above it",
                            "Move that file away, or set storage.path and audit.path elsewhere."));
        }
        boolean usable = Files.isWritable(nearest) && Files.isExecutable(nearest);
        return usable
                ? Optional.empty()
                : Optional.of(
                        Finding.fault(
                                subject(),
                                "the user " + user + " may not write in " + nearest,
                                "Run this as the user whose Neuron it is; or set storage.path"
                                        + " and audit.path to where this one may write."));
    }

    private static boolean isInTheWay(Path folder, Path nearest) {
        return !folder.equals(nearest)
                && Files.exists(nearest.resolve(nearest.relativize(folder).getName(0)));
    }

    private List<FileRights> all() throws IOException {
        List<FileRights> all = new ArrayList<>();
        for (Path path : existing()) {
            all.add(FileRights.of(path));
        }
        return all;
    }

    private List<Path> existing() {
        Path folder = dataFolder();
        Path database = settings.storage().path().toAbsolutePath().normalize();
        Stream<Path> candidates =
                Stream.of(
                        folder,
                        database.resolveSibling(database.getFileName() + ".mv.db"),
                        NeuronKey.fileIn(folder),
                        folder.resolve("node.id"),
                        folder.resolve("neuron.lock"),
                        folder.resolve("neuron.sock"));
        return Stream.concat(candidates, auditFile().stream()).filter(Files::exists).toList();
    }

    private List<Finding> rights(List<FileRights> all) {
        return Stream.of(unusable(all), openToAll(all), shared(all), ofAnother(all))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> unusable(List<FileRights> all) {
        return those(all, rights -> !rights.usable())
                .map(paths ->
                        Finding.fault(
                                subject(),
                                "the user " + user + " may not read and write " + paths,
                                "Run this as the user whose Neuron it is; or give them to this"
                                        + " one: chown "
                                        + user
                                        + " "
                                        + paths));
    }

    private Optional<Finding> openToAll(List<FileRights> all) {
        return those(all, FileRights::isOpenToAll)
                .map(paths ->
                        Finding.fault(
                                subject(),
                                "every user of this machine may change " + paths,
                                "chmod go-rwx " + paths));
    }

    private Optional<Finding> shared(List<FileRights> all) {
        return those(all, rights -> rights.isShared() && !rights.isOpenToAll())
                .map(paths ->
                        Finding.warning(
                                subject(),
                                "others than their owner may look at " + paths,
                                "chmod go-rwx " + paths));
    }

    private Optional<Finding> ofAnother(List<FileRights> all) {
        return those(all, rights -> rights.usable() && isOfAnother(rights))
                .map(paths ->
                        Finding.warning(
                                subject(),
                                "you are " + user + ", and another user owns " + paths,
                                "Run neuron as the user whose Neuron it is: what another makes,"
                                        + " that one may not be able to read."));
    }

    // Windows puts the name of the machine before that of the user.
    private boolean isOfAnother(FileRights rights) {
        return rights.path().getFileSystem().supportedFileAttributeViews().contains("posix")
                && !rights.owner().equals(user);
    }

    private static Optional<String> those(List<FileRights> all, Predicate<FileRights> which) {
        String paths =
                all.stream()
                        .filter(which)
                        .map(rights -> FileRights.quoted(rights.path()))
                        .collect(Collectors.joining(" "));
        return paths.isEmpty() ? Optional.empty() : Optional.of(paths);
    }
}
