package org.careagent.neuron.adapters.shared.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class PrivateFilesTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    @Nested
    class WhereTheFileSystemKnowsOwners {
        @BeforeEach
        void needsOwners() {
            assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        }

        @Test
        void makesFoldersForTheirOwnerAlone() throws IOException {
            PrivateFiles.createFolders(folder.resolve("a/b"));

            assertThat(modeOf(folder.resolve("a"))).isEqualTo("rwx------");
            assertThat(modeOf(folder.resolve("a/b"))).isEqualTo("rwx------");
        }

        @Test
        void makesFilesForTheirOwnerAlone() throws IOException {
            PrivateFiles.createNew(folder.resolve("new"), CONTENT);
            try (FileChannel channel = openOrCreate(folder.resolve("opened"))) {
                assertThat(channel.size()).isZero();
            }

            assertThat(modeOf(folder.resolve("new"))).isEqualTo("rw-------");
            assertThat(modeOf(folder.resolve("opened"))).isEqualTo("rw-------");
        }

        @Test
        void leavesTheRightsThatTheOperatorGave() throws IOException {
            Path given = Files.createDirectory(folder.resolve("given"));
            Path file = Files.createFile(given.resolve("file"));
            setMode(file, "rw-r-----");
            setMode(given, "rwxr-x---");

            PrivateFiles.createFolders(given);
            openOrCreate(file).close();

            assertThat(modeOf(given)).isEqualTo("rwxr-x---");
            assertThat(modeOf(file)).isEqualTo("rw-r-----");
        }

        @ParameterizedTest
        @CsvSource({
            "rw-------, true, ---------",
            "r--------, true, ---------",
            "rwx------, true, ---------",
            "rw-r-----, false, ---r-----",
            "rw-----w-, false, -------w-",
            "r-xr-xr-x, false, ---r-xr-x",
        })
        void saysWhatOthersMayDo(String mode, boolean isPrivate, String others) throws IOException {
            Path file = Files.createFile(folder.resolve("file"));
            setMode(file, mode);

            assertThat(PrivateFiles.isPrivate(file)).isEqualTo(isPrivate);
            assertThat(PosixFilePermissions.toString(PrivateFiles.rightsOfOthers(file)))
                    .isEqualTo(others);
        }
    }

    /// A file system without owners, without second names and without folders to sync.
    @Nested
    class WhereTheFileSystemKnowsNoOwners {
        @Test
        void makesFilesAndFoldersAllTheSame() throws IOException {
            try (FileSystem zip = zip()) {
                Path inside = zip.getPath("/a/b");
                Path file = inside.resolve("file");
                PrivateFiles.createFolders(inside);
                PrivateFiles.createNew(file, CONTENT);

                assertThat(file).hasBinaryContent(CONTENT);
                assertThat(filesIn(inside)).containsExactly("file");
                assertThat(PrivateFiles.isPrivate(file)).isTrue();
            }
        }

        @Test
        void replacesNothing() throws IOException {
            try (FileSystem zip = zip()) {
                assertReplacesNothing(Files.writeString(zip.getPath("/file"), "before"));
            }
        }

        private FileSystem zip() throws IOException {
            return FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"));
        }
    }

    @Test
    void makesAFileWithItsContentAndNothingElse() throws IOException {
        PrivateFiles.createNew(folder.resolve("file"), CONTENT);

        assertThat(folder.resolve("file")).hasBinaryContent(CONTENT);
        assertThat(filesIn(folder)).containsExactly("file");
    }

    @Test
    void makesAFileNamedWithoutItsFolder() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("file"));

        PrivateFiles.createNew(relative, new byte[0]);

        assertThat(folder.resolve("file")).isEmptyFile();
    }

    @Test
    void replacesNothing() throws IOException {
        assertReplacesNothing(Files.writeString(folder.resolve("file"), "before"));
    }

    @Test
    void takesALinkThatLeadsNowhereForAFile() throws IOException {
        Path link = folder.resolve("link");
        Files.createSymbolicLink(link, folder.resolve("nowhere"));

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> PrivateFiles.createNew(link, CONTENT));

        assertThat(filesIn(folder)).containsExactly("link");
    }

    @Test
    void ofManyWhoMakeTheSameFileOneSucceeds() throws Exception {
        Path file = folder.resolve("file");
        List<Callable<Boolean>> makers =
                IntStream.range(0, 20)
                        .<Callable<Boolean>>mapToObj(i -> () -> isMade(file))
                        .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(makers.size())) {
            assertThat(threads.invokeAll(makers)).extracting(Future::get).containsOnlyOnce(true);
        }

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(filesIn(folder)).containsExactly("file");
    }

    @Test
    void aFileInPlaceOfAFolderIsAnError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PrivateFiles.createFolders(file.resolve("b")));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PrivateFiles.createFolders(file));
    }

    @Test
    void takesALinkToAFolderForAFolder() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        PrivateFiles.createFolders(link);
        PrivateFiles.createNew(link.resolve("file"), CONTENT);

        assertThat(filesIn(real)).containsExactly("file");
    }

    private static boolean isMade(Path file) throws IOException {
        try {
            PrivateFiles.createNew(file, CONTENT);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    private static void assertReplacesNothing(Path existing) throws IOException {
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> PrivateFiles.createNew(existing, CONTENT))
                .withMessage(existing.toString());

        assertThat(existing).hasContent("before");
    }

    private static FileChannel openOrCreate(Path file) throws IOException {
        return PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void setMode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
