import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Holds every Java source to google-java-format (AOSP style); the build runs it, see the root pom.
///
/// `java --class-path … Format.java check|apply FOLDER`: `check` names the files that differ and
/// exits 1, `apply` rewrites them.
final class Format {
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder()
                            .style(JavaFormatterOptions.Style.AOSP)
                            .formatJavadoc(true)
                            .build());

    private Format() {}

    static void main(String[] args) throws IOException, FormatterException {
        boolean apply = args[0].equals("apply");
        List<Path> different = new ArrayList<>();
        for (Path file : sources(Path.of(args[1]))) {
            String before = Files.readString(file);
            String after = format(before);
            if (!after.equals(before)) {
                different.add(file);
                if (apply) {
                    Files.writeString(file, after);
                }
            }
        }
        different.forEach(
                file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
        if (!apply && !different.isEmpty()) {
            System.out.println("Run: mvn -N validate -Dformat=apply");
            System.exit(1);
        }
    }

    private static String format(String source) throws FormatterException {
        String ordered =
                ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(source),
                        JavaFormatterOptions.Style.AOSP);
        return FORMATTER.formatSource(ordered);
    }

    private static List<Path> sources(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path dir, BasicFileAttributes attributes) {
                        String name = dir.getFileName().toString();
                        boolean skip =
                                !dir.equals(folder)
                                        && (name.equals("target") || name.startsWith("."));
                        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.getFileName().toString().endsWith(".java")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }
}
