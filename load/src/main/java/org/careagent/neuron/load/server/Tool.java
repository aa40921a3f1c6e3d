package org.careagent.neuron.load.server;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of the JDK that runs this one.
final class Tool {
    private Tool() {}

    static Path of(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    /// Runs it to its end.
    ///
    /// @return what it printed
    /// @throws IOException if it ends with another exit status than 0
    static String run(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(of(name).toString()));
        command.addAll(List.of(arguments));
        return run(new ProcessBuilder(command));
    }

    static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", builder.command()) + ": " + output.strip());
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
