package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolderInUseException;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolderUnusableException;
import org.careagent.neuron.adapters.outbound.datafolder.NeuronKey;
import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.bootstrap.settings.ConfigFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// The files that a Neuron begins with: its configuration, and its key in the data folder. Nothing
/// is ever overwritten.
///
/// @param config the configuration
/// @param data the data folder
record FirstFiles(Path config, Path data) {
    /// @throws CommandFailure if a file stands in the way of `config`, or its folder does not take
    ///   one
    static void requirePlace(Path config) {
        if (Files.exists(config, LinkOption.NOFOLLOW_LINKS)) {
            throw inTheWay(config);
        }
        for (Path rival : ConfigFile.rivalsOf(config)) {
            throw no(
                    rival
                            + " is a configuration, too, and only one of the two would be read;"
                            + " move it away, or name another file with --output");
        }
        Path folder = config.toAbsolutePath().resolveSibling("");
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw no(
                    "nothing can be written to the folder "
                            + folder
                            + "; see that it is there, and who may write to it");
        }
    }

    /// Where the Neuron's key is.
    Path key() {
        return NeuronKey.fileIn(data);
    }

    /// Whether the configuration is found without being named, by whoever is in this folder.
    boolean isFoundByItself() {
        Path found = Path.of("").toAbsolutePath().resolve(config.getFileName());
        return ConfigFile.isLookedFor(config) && found.equals(config.toAbsolutePath().normalize());
    }

    /// Makes what is missing. The key comes first: a second try after a failure finds it, keeps it,
    /// and goes on.
    ///
    /// @return whether a key was made; else there is a good one, which was kept
    /// @throws CommandFailure if that cannot be; there is no configuration then
    boolean make(String configuration) {
        try {
            boolean kept = NeuronKey.read(data).isPresent();
            try (DataFolder folder = DataFolder.claim(data)) {
                var _ = folder.key();
                write(configuration);
            }
            return !kept;
        } catch (DataFolderInUseException e) {
            throw new CommandFailure(ExitStatus.IN_USE, e);
        } catch (DataFolderUnusableException e) {
            throw new CommandFailure(ExitStatus.NO, e);
        }
    }

    private void write(String configuration) {
        try {
            PrivateFiles.createNew(config, configuration.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException _) {
            throw inTheWay(config);
        } catch (IOException e) {
            throw no(config + " cannot be written: " + e);
        }
    }

    private static CommandFailure inTheWay(Path config) {
        return no(config + " is there already, and stays as it is; name another with --output");
    }

    private static CommandFailure no(String line) {
        return new CommandFailure(ExitStatus.NO, line);
    }
}
