package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A document that names a class which was moved or renamed misleads whoever reads it first.
class HandshakeDocumentTest {
    private static final Path ROOT = root();
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("^([a-z]+:|#).*");
    private static final Pattern HEADING = Pattern.compile("(?m)^## ");
    private static final Pattern NUMBERED = Pattern.compile("(?s)^(\\d+)\\. .*");

    /// @param text what is underlined, without the marks of code
    /// @param file where it leads
    private record Link(String text, Path file) {
        boolean leadsTo(String sources) {
            return Files.isRegularFile(file)
                    && file.toString().replace('\\', '/').contains(sources)
                    && file.getFileName().toString().equals(text + ".java");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsToAFile() throws IOException {
        return documents().stream()
                .map(document ->
                        DynamicTest.dynamicTest(
                                ROOT.relativize(document).toString(),
                                () ->
                                        assertThat(links(document, Files.readString(document)))
                                                .allSatisfy(
                                                        link -> assertThat(link.file()).exists())));
    }

    @Test
    void theHandshakeIsToldInTenSteps() throws IOException {
        assertThat(steps().stream().map(step -> step.replaceFirst("(?s)\\..*", "")))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).toList());
    }

    @TestFactory
    Stream<DynamicTest> everyStepNamesAClassAndATest() throws IOException {
        return steps().stream()
                .map(step ->
                        DynamicTest.dynamicTest(
                                step.lines().findFirst().orElse(""), () -> namesBoth(step)));
    }

    private static void namesBoth(String step) {
        List<Link> links = links(handshake(), step);

        assertThat(links).as("a class").anyMatch(link -> link.leadsTo("/src/main/java/"));
        assertThat(links).as("a test").anyMatch(link -> link.leadsTo("/src/test/java/"));
        assertThat(links)
                .as("each link to a source is named as its class")
                .filteredOn(link -> link.file().toString().endsWith(".java"))
                .allMatch(link -> link.leadsTo("/src/"));
    }

    private static Path handshake() {
        return ROOT.resolve("docs/HANDSHAKE.md");
    }

    private static List<String> steps() throws IOException {
        return HEADING.splitAsStream(Files.readString(handshake()))
                .filter(section -> NUMBERED.matcher(section).matches())
                .toList();
    }

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(found::add);
        }
        Path readme = ROOT.resolve("README.md");
        if (Files.exists(readme)) {
            found.add(readme);
        }
        return found;
    }

    private static List<Link> links(Path document, String text) {
        return LINK.matcher(CODE_BLOCK.matcher(text).replaceAll(""))
                .results()
                .filter(link -> !ELSEWHERE.matcher(link.group(2)).matches())
                .map(link ->
                        new Link(
                                link.group(1).replace("`", ""),
                                document.resolveSibling(link.group(2).replaceFirst("#.*", ""))
                                        .normalize()))
                .toList();
    }

    /// The folder of the top pom, wherever under it the test is run.
    static Path root() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(HandshakeDocumentTest::hasModules)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no top pom above " + start));
    }

    private static boolean hasModules(Path folder) {
        Path pom = folder.resolve("pom.xml");
        try {
            return Files.exists(pom) && Files.readString(pom).contains("<modules>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
