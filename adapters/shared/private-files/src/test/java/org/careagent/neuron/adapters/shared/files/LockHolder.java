package org.careagent.neuron.adapters.shared.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A program: takes a lock, says whether it could, and keeps it until it is killed.
final class LockHolder {
    private LockHolder() {}

    static void main(String[] args) throws IOException {
        Optional<ProcessLock> lock = ProcessLock.tryTake(Path.of(args[0]));
        System.out.println(lock.isPresent() ? "held" : "refused");
        var _ = System.in.read();
    }

    /// Starts the program in a JVM of its own.
    static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
