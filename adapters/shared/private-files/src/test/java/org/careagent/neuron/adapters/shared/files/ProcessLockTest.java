package org.careagent.neuron.adapters.shared.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

@Timeout(60)
class ProcessLockTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("a.lock");
    }

    @Test
    void isMadeForItsOwnerAloneAndStays() throws IOException {
        take(file).close();

        assertThat(file).isEmptyFile();
        assertThat(PrivateFiles.isPrivate(file)).isTrue();
    }

    @Test
    void hasOneHolderInAProcess() throws IOException {
        try (ProcessLock _ = take(file)) {
            assertThat(ProcessLock.tryTake(file)).isEmpty();
            assertThat(ProcessLock.tryTake(folder.resolve("./a.lock"))).isEmpty();
        }

        take(file).close();
    }

    @Test
    void isTheSameByALinkToItsFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

        try (ProcessLock _ = take(file)) {
            assertThat(ProcessLock.tryTake(link.resolve("a.lock"))).isEmpty();
        }
    }

    @Test
    void closingTwiceTakesNothingFromTheNextHolder() throws IOException {
        ProcessLock first = take(file);
        first.close();
        try (ProcessLock _ = take(file)) {
            first.close();

            assertThat(ProcessLock.tryTake(file)).isEmpty();
        }
    }

    @Test
    void whatCouldNotBeOpenedIsNotHeld() throws IOException {
        Path inNoFolder = folder.resolve("missing/a.lock");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ProcessLock.tryTake(inNoFolder));
        Files.createDirectory(file);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ProcessLock.tryTake(file));
        Files.delete(file);

        take(file).close();
    }

    @Test
    void isGivenUpWhenTheProcessDies() throws Exception {
        Process other = LockHolder.start(file);
        try (BufferedReader output = other.inputReader()) {
            assertThat(output.readLine()).isEqualTo("held");

            assertThat(ProcessLock.tryTake(file)).isEmpty();
        } finally {
            assertThat(other.destroyForcibly().waitFor()).isNotZero();
        }

        take(file).close();
    }

    /// A descriptor that is closed would take the lock with it.
    @Test
    void askingForItAgainDoesNotLoseIt() throws Exception {
        try (ProcessLock _ = take(file)) {
            assertThat(ProcessLock.tryTake(file)).isEmpty();

            Process other = LockHolder.start(file);
            try (BufferedReader output = other.inputReader()) {
                assertThat(output.readLine()).isEqualTo("refused");
            } finally {
                var _ = other.destroyForcibly().waitFor();
            }
        }
    }

    private static ProcessLock take(Path file) throws IOException {
        return ProcessLock.tryTake(file).orElseThrow();
    }
}
