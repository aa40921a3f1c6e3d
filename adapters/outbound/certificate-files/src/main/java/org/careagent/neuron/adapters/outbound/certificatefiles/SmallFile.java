package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that is read whole, and bears the name under which an administrator finds it.
record SmallFile(Path path) {
    private static final int LARGEST = 1_048_576;
    private static final String CHECK_PATH = "Check the path.";

    Loading<byte[]> read() {
        // A pipe, for one, would be waited for.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return Loading.faulty(this + " is no file", CHECK_PATH);
        }
        try (InputStream content = Files.newInputStream(path)) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? Loading.faulty(this + " is too long for what it should be", CHECK_PATH)
                    : new Loading.Loaded<>(bytes);
        } catch (NoSuchFileException _) {
            return Loading.faulty(this + " is not there", CHECK_PATH);
        } catch (AccessDeniedException _) {
            return Loading.faulty(
                    this + " may not be read by this user",
                    "Let the user read it whose Neuron it is, and its folder too.");
        } catch (IOException e) {
            return Loading.faulty(
                    this + " cannot be read (" + e.getClass().getSimpleName() + ")",
                    "Check the disk or the network drive that it is on.");
        }
    }

    @Override
    public String toString() {
        return path.toAbsolutePath().normalize().toString();
    }
}
