package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The file of a patient's key: PKCS#8 PEM, as `openssl genpkey -algorithm ed25519` writes it. It
/// is made at first use, for its owner alone (mode 600), and never overwritten.
public final class PatientKeyFile {
    private static final int LONGEST = 16_384;
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS =
            PosixFilePermissions.fromString("---rwxrwx");

    private final Path file;

    /// @param file where it is, or will be
    public PatientKeyFile(Path file) {
        this.file = file;
    }

    /// What came of opening it.
    public sealed interface Opening {
        /// The key, ready for use.
        ///
        /// @param made whether the file was made just now
        /// @param warning what is wrong with the file though it can be used
        record Opened(PatientKeyPair key, boolean made, Optional<String> warning)
                implements Opening {}

        /// There is no using it.
        ///
        /// @param why what is wrong and what to do; never anything of the file's content
        record Unusable(String why) implements Opening {}
    }

    /// Reads the key, or makes one if there is no such file.
    public Opening open() {
        try {
            return Files.exists(file) ? read() : make();
        } catch (FileAlreadyExistsException _) {
            return new Opening.Unusable(file + " has come into being just now: try again");
        } catch (NoSuchFileException _) {
            return new Opening.Unusable(file + " cannot be made: its folder does not exist");
        } catch (AccessDeniedException _) {
            return new Opening.Unusable("cannot use " + file + " as key file: permission denied");
        } catch (FileSystemException e) {
            return new Opening.Unusable(
                    "cannot use " + file + " as key file: " + reason(e.getReason(), e));
        } catch (IOException e) {
            return new Opening.Unusable(
                    "cannot use " + file + " as key file: " + reason(e.getMessage(), e));
        }
    }

    private static String reason(@Nullable String text, IOException e) {
        return text == null ? e.getClass().getSimpleName() : text;
    }

    private Opening read() throws IOException {
        if (!Files.isRegularFile(file)) {
            return new Opening.Unusable(file + " is no file: name one with --key");
        }
        return switch (PemKey.read(content())) {
            case PemKey.Reading.Good(PatientKeyPair key) ->
                    new Opening.Opened(key, false, warning());
            case PemKey.Reading.Bad(String why) -> new Opening.Unusable(file + " " + why);
        };
    }

    private String content() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        }
    }

    private Optional<String> warning() throws IOException {
        if (!isPosix()
                || Files.getPosixFilePermissions(file).stream().noneMatch(OTHERS::contains)) {
            return Optional.empty();
        }
        return Optional.of(
                "others on this machine may use the key in " + file + ": chmod 600 " + file);
    }

    private Opening make() throws IOException {
        PatientKeyPair key = PatientKeyPair.generate();
        Set<StandardOpenOption> exclusively =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, exclusively, ownersAlone())) {
            write(channel, PemKey.write(key));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            // What is half a key would only stand in the way of the next try.
            Files.deleteIfExists(file);
            throw e;
        }
        syncFolder();
        return new Opening.Opened(key, true, Optional.empty());
    }

    private static void write(FileChannel channel, String pem) throws IOException {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(pem);
        while (bytes.hasRemaining()) {
            int _ = channel.write(bytes);
        }
        channel.force(true);
    }

    // Else the file's name may be lost with the power, though its content is on disk.
    private void syncFolder() throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (isPosix()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private FileAttribute<?>[] ownersAlone() {
        List<FileAttribute<?>> mode =
                isPosix() ? List.of(PosixFilePermissions.asFileAttribute(OWNER)) : List.of();
        return mode.toArray(FileAttribute<?>[]::new);
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
