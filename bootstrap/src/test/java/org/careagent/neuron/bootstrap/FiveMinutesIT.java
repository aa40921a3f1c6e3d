package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A newcomer's first five minutes: `src/test/scripts/five-minutes.sh`, which uses the jar and
/// nothing else, in an empty folder.
class FiveMinutesIT {
    private static final Path SCRIPT = Path.of("src/test/scripts/five-minutes.sh");

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a script for the POSIX shell")
    void goAsTheScriptTellsThem(@TempDir Path folder) throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        Process script =
                new ProcessBuilder(
                                "sh",
                                SCRIPT.toAbsolutePath().toString(),
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                Objects.requireNonNull(System.getProperty("neuron.jar")),
                                Objects.requireNonNull(System.getProperty("neuron.aot")))
                        .directory(Files.createDirectory(folder.resolve("empty")).toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start();

        assertThat(script.waitFor(7, TimeUnit.MINUTES)).isTrue();

        String story = Files.readString(told, StandardCharsets.UTF_8);
        assertThat(story).endsWith("All as it should be.\n");
        assertThat(script.exitValue()).isZero();
    }
}
