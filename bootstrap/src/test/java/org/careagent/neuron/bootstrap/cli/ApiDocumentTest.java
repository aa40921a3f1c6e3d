package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands in `docs/API.md` are run, one after the other, and what comes of them is what is
/// said there.
@Timeout(120)
final class ApiDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/API.md");
    private static final Path DESCRIPTION =
            Path.of(
                    "../adapters/inbound/rest/src/main/resources/org/careagent/neuron/adapters/inbound/rest/openapi.json");
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\n(.*?)```\n(?:\n```text\n(.*?)```)?", Pattern.DOTALL);
    private static final Pattern KEY_MADE = Pattern.compile("(\\w+)=\\$\\(neuron (.*)\\)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir private Path folder;

    /// A command, and what comes of it.
    private record Example(String command, String outcome) {}

    @Test
    void saysWhatReallyComesOfEachCommand() throws Exception {
        assumeThat(hasCurl()).as("curl is there").isTrue();
        try (Clinic clinic = Clinic.in(folder)) {
            Map<String, String> variables = new HashMap<>();
            variables.put("NEURON", clinicWithOneRelationship(clinic, variables));
            List<Example> curled = new ArrayList<>();
            for (Example example : examples()) {
                if (example.command().startsWith("curl ")) {
                    curled.add(new Example(example.command(), run(example, variables)));
                    assertThat(masked(curled.getLast().outcome()))
                            .as(example.command())
                            .isEqualTo(masked(example.outcome()));
                } else {
                    example.command().lines().forEach(line -> makeKey(clinic, line, variables));
                }
            }
            assertThat(curled).hasSizeGreaterThan(10);
        }
    }

    @Test
    void namesEveryErrorThatTheDescriptionShows() throws IOException {
        List<String> errors =
                Pattern.compile("\"error\": \"([^\"]+)\"")
                        .matcher(Files.readString(DESCRIPTION))
                        .results()
                        .map(it -> "`" + it.group(1) + "`")
                        .toList();

        assertThat(errors).hasSizeGreaterThan(8);
        assertThat(Files.readString(DOCUMENT)).contains(errors);
    }

    /// @return where it is
    private static String clinicWithOneRelationship(Clinic clinic, Map<String, String> variables) {
        var neuron = clinic.open();
        assertThat(
                        clinic.type(
                                        "provider",
                                        "add",
                                        "1245319599",
                                        "--name",
                                        "Dr. Ada Example",
                                        "--type",
                                        "physician")
                                .status())
                .isZero();
        Patient patient = Patient.named("patient-agent-7f3d2c9a51e84b06");
        Visit.End end = Visit.shakeHands(neuron.handshakeAddress(), patient, "1245319599");
        variables.put("RELATIONSHIP", end.member("relationship_id"));
        return neuron.healthAddress().resolve("/").toString().replaceFirst("/$", "");
    }

    // Other lines set what is set here already.
    private static void makeKey(Clinic clinic, String line, Map<String, String> variables) {
        Matcher made = KEY_MADE.matcher(line);
        if (made.matches()) {
            String[] words =
                    WORD.matcher(made.group(2))
                            .results()
                            .map(it -> it.group().replace("\"", ""))
                            .toArray(String[]::new);
            Said said = clinic.type(words);
            assertThat(said.out()).as(line).hasSize(1);
            variables.put(made.group(1), said.out().getFirst());
        } else {
            assertThat(line).startsWith("NEURON=");
        }
    }

    private static List<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(it -> new Example(it.group(1).strip(), it.group(2) == null ? "" : it.group(2)))
                .toList();
    }

    private static boolean hasCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("curl", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static String run(Example example, Map<String, String> variables)
            throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", example.command());
        shell.environment().putAll(variables);
        Process process = shell.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(example.command()).isTrue();
        return said;
    }

    // What differs from one run to the next.
    private static String masked(String said) {
        return said.strip()
                .replace("\r", "")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "<time>")
                .replaceAll("\"uptime_seconds\":\\d+", "\"uptime_seconds\":<n>")
                .replaceAll("\"version\":\"[^\"]*\"", "\"version\":<version>")
                .replaceAll("\"x\":\"[A-Za-z0-9_-]{43}\"", "\"x\":<key>")
                .replaceAll("\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}\"", "+<key>\"");
    }
}
