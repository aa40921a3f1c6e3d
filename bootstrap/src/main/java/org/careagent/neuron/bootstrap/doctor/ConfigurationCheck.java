package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The configuration: what it says, and who may read and change its file.
///
/// @param file where it is, if there is one
/// @param outcome what became of it
record ConfigurationCheck(Optional<Path> file, SettingsReader.Outcome outcome) implements Check {
    private static final Pattern PASSWORD = Pattern.compile("(?i)\\bpassword[\"']?\\s*:");

    @Override
    public String subject() {
        return "configuration";
    }

    @Override
    public List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>();
        switch (outcome) {
            case SettingsReader.Outcome.Good(Settings settings, var _) -> good(settings, findings);
            case SettingsReader.Outcome.Faulty(List<String> faults, var _) ->
                    faults.forEach(line -> findings.add(fault(line)));
        }
        outcome.warnings()
                .forEach(line ->
                        findings.add(
                                Finding.warning(
                                        subject(),
                                        line,
                                        "Correct the key or take it out; as it is, it does"
                                                + " nothing.")));
        if (file.isPresent() && Files.isReadable(file.get()) && Files.isRegularFile(file.get())) {
            rights(file.get().toAbsolutePath().normalize(), findings);
        }
        if (outcome instanceof SettingsReader.Outcome.Faulty) {
            findings.add(
                    Finding.warning(
                            "the rest",
                            "not looked at while the configuration is faulty",
                            "When that is mended, run neuron doctor again."));
        }
        return findings;
    }

    private void good(Settings settings, List<Finding> findings) {
        findings.add(
                Finding.ok(
                        subject(),
                        place()
                                + ", of "
                                + settings.organization().name()
                                + " (NPI "
                                + settings.organization().npi()
                                + ")"));
        if (!settings.withoutEffect().isEmpty()) {
            findings.add(
                    Finding.warning(
                            subject(),
                            "without effect in this version: "
                                    + String.join(", ", settings.withoutEffect()),
                            "Nothing is broken; only do not count on what these keys promise."));
        }
    }

    // Where there is no file, the line ends with what to do as well.
    private Finding fault(String line) {
        return Finding.fault(
                subject(),
                file.isPresent() ? line : line.replaceFirst("; [^;]*$", ""),
                file.isPresent()
                        ? "Change it in " + place() + ", or in the variable that sets it."
                        : "Make a configuration (neuron init), or name the one you have:"
                                + " neuron doctor --config FILE");
    }

    private String place() {
        return file.map(path -> path.toAbsolutePath().normalize().toString())
                .orElse("the configuration");
    }

    private void rights(Path path, List<Finding> findings) throws IOException {
        Set<PosixFilePermission> others = PrivateFiles.rightsOfOthers(path);
        if (others.contains(PosixFilePermission.OTHERS_WRITE)) {
            findings.add(
                    Finding.fault(
                            subject(),
                            "every user of this machine may change " + path,
                            "chmod go-w " + FileRights.quoted(path)));
        } else if (others.contains(PosixFilePermission.GROUP_WRITE)) {
            findings.add(
                    Finding.warning(
                            subject(),
                            "the file's group may change " + path,
                            "chmod g-w " + FileRights.quoted(path)));
        }
        if (holdsPassword(path) && FileRights.mayBeRead(others)) {
            findings.add(
                    Finding.warning(
                            subject(),
                            path + " holds a password, and other users may read it",
                            "chmod go-rwx "
                                    + FileRights.quoted(path)
                                    + ", or keep the password in a file of its own"
                                    + " (storage.passwordFile)"));
        }
    }

    private static boolean holdsPassword(Path path) throws IOException {
        // Any bytes are text in this charset.
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        return PASSWORD.matcher(text).find();
    }
}
