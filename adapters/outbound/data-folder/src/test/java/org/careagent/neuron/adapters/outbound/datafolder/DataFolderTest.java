package org.careagent.neuron.adapters.outbound.datafolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

@Timeout(60)
class DataFolderTest {
    @TempDir private Path folder;

    @Nested
    class Claiming {
        @Test
        void makesTheFolderAndItsLockForTheirOwnerAlone() throws IOException {
            assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
            Path data = folder.resolve("a/data");

            try (DataFolder claimed = DataFolder.claim(data)) {
                assertThat(claimed.path()).isEqualTo(data);
            }

            assertThat(modeOf(folder.resolve("a"))).isEqualTo("rwx------");
            assertThat(modeOf(data)).isEqualTo("rwx------");
            assertThat(modeOf(data.resolve("neuron.lock"))).isEqualTo("rw-------");
        }

        @Test
        void removesWhatWasBeingWrittenWhenAnEarlierProcessEnded() throws IOException {
            Path secret = Files.writeString(folder.resolve(".new-1234"), "half a key");

            try (DataFolder _ = DataFolder.claim(folder)) {
                assertThat(secret).doesNotExist();
            }
        }

        @Test
        void isRefusedToThisProcessWhileItHasIt() {
            try (DataFolder first = DataFolder.claim(folder)) {
                assertInUse();
                assertThat(first.nodeId()).isEqualTo(first.nodeId());
            }

            DataFolder.claim(folder).close();
        }

        @Test
        void isRefusedWhileAnotherProcessHasItAndGrantedOnceThatIsKilled() throws Exception {
            Process other = ClaimingNeuron.start(folder);
            try (BufferedReader output = other.inputReader()) {
                assertThat(output.readLine()).isEqualTo("claimed");

                assertInUse();
            } finally {
                assertThat(other.destroyForcibly().waitFor()).isNotZero();
            }

            DataFolder.claim(folder).close();
        }

        @Test
        void isRefusedToAnotherProcessEvenAfterThisOneAskedTwice() throws Exception {
            try (DataFolder _ = DataFolder.claim(folder)) {
                assertInUse();

                Process other = ClaimingNeuron.start(folder);
                try (BufferedReader output = other.inputReader()) {
                    assertThat(output.readLine()).contains("in use by another process");
                } finally {
                    var _ = other.destroyForcibly().waitFor();
                }
            }
        }

        @Test
        void canBeClosedTwice() {
            DataFolder first = DataFolder.claim(folder);
            first.close();
            try (DataFolder _ = DataFolder.claim(folder)) {
                first.close();

                assertInUse();
            }
        }

        @Test
        void saysWhatIsWrongWithTheFolder() throws IOException {
            Path file = Files.createFile(folder.resolve("file"));

            assertThatExceptionOfType(DataFolderUnusableException.class)
                    .isThrownBy(() -> DataFolder.claim(file))
                    .withMessageContainingAll(file.toString(), "Check storage.path");
        }

        private void assertInUse() {
            assertThatExceptionOfType(DataFolderInUseException.class)
                    .isThrownBy(() -> DataFolder.claim(folder))
                    .withMessageContainingAll(folder.toString(), "in use", "storage.path");
        }
    }

    @Nested
    class NamingTheNode {
        @Test
        void keepsTheIdThatItMadeFirst() throws IOException {
            UUID id = nodeId();

            assertThat(nodeId()).isEqualTo(id);
            assertThat(Files.readString(file())).isEqualTo(id + "\n");
            assertThat(id.version()).isEqualTo(4);
        }

        @Test
        void takesAnIdThatWasPutThere() throws IOException {
            Files.writeString(file(), "\t018F3B1A-0000-7000-8000-00000000000A\r\n");

            assertThat(nodeId()).hasToString("018f3b1a-0000-7000-8000-00000000000a");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\n", "garbage", "1-1-1-1-1", "\u00ff\u0000"})
        void overwritesNoFileThatHoldsSomethingElse(String content) throws IOException {
            Files.writeString(file(), content);

            assertThatExceptionOfType(DataFolderUnusableException.class)
                    .isThrownBy(this::nodeId)
                    .withMessageContainingAll(file().toString(), "not a UUID", "delete the file");

            assertThat(Files.readString(file())).isEqualTo(content);
        }

        @Test
        void saysThatAFileCannotBeRead() throws IOException {
            Files.createDirectory(file());

            assertThatExceptionOfType(DataFolderUnusableException.class)
                    .isThrownBy(this::nodeId)
                    .withMessageContainingAll(file().toString(), "cannot be read");
        }

        private Path file() {
            return folder.resolve("node.id");
        }

        private UUID nodeId() {
            try (DataFolder claimed = DataFolder.claim(folder)) {
                return claimed.nodeId();
            }
        }
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
