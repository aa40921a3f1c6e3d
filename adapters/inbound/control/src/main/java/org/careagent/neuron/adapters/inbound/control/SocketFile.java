package org.careagent.neuron.adapters.inbound.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// The file that the control socket is found by.
final class SocketFile {
    private SocketFile() {}

    /// Does nothing if nobody answers at `path`.
    ///
    /// @throws ControlSocketInUseException if somebody does
    static void requireUnanswered(Path path) {
        if (ControlClient.isAnswered(path)) {
            throw new ControlSocketInUseException(path);
        }
    }

    /// Makes the socket, for its owner alone, in the place of one that nobody answers at.
    ///
    /// @throws ControlSocketInUseException if somebody answers there
    /// @throws ControlSocketException if something else is there
    static ServerSocketChannel bind(Path path) throws IOException {
        clear(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void clear(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(path)) {
            throw new ControlSocketException(
                    "The control socket "
                            + path
                            + " cannot be opened: there is a file of that name that is no socket."
                            + " Move it away.");
        }
        requireUnanswered(path);
        Files.delete(path);
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }
}
