package org.careagent.neuron.adapters.outbound.datafolder;

import java.io.IOException;
import java.nio.file.Path;

/// A program: claims a data folder, says whether it could, and keeps it until it is killed.
final class ClaimingNeuron {
    private ClaimingNeuron() {}

    static void main(String[] args) throws IOException {
        try (DataFolder _ = DataFolder.claim(Path.of(args[0]))) {
            System.out.println("claimed");
            var _ = System.in.read();
        } catch (DataFolderInUseException e) {
            System.out.println(e.getMessage());
        }
    }

    /// Starts the program in a JVM of its own.
    static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        ClaimingNeuron.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
