package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.Settings.Log.Format;
import org.careagent.neuron.bootstrap.settings.Settings.Log.Level;
import org.careagent.neuron.domain.access.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;

@Timeout(120)
final class LogsTest {
    private static final System.Logger OURS = System.getLogger(LogsTest.class.getName());
    private static final System.Logger OTHERS = System.getLogger("io.helidon.some.thing");
    private static final String SESSION = "0b0f4ef6-3b7e-4a0c-9a25-5b7d3a1c9f10";

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @TempDir private Path folder;

    private void configure(Level level, Format format) {
        Logs.configure(
                new Settings.Log(level, format),
                new Handler() {
                    @Override
                    public void publish(LogRecord event) {
                        lines.add(getFormatter().format(event));
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                });
    }

    @AfterEach
    void restore() throws IOException {
        LogManager.getLogManager().readConfiguration();
    }

    private JsonNode only() {
        assertThat(lines).hasSize(1);
        return JsonMapper.shared().readTree(lines.getFirst());
    }

    @Test
    void writesALineForPeople() {
        configure(Level.INFO, Format.TEXT);

        OURS.log(System.Logger.Level.WARNING, "the disk has {0} MiB left", 7);

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst())
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN LogsTest: the"
                                + " disk has 7 MiB left\n");
    }

    @Test
    void writesAnObjectForPrograms() {
        configure(Level.INFO, Format.JSON);

        OURS.log(System.Logger.Level.ERROR, "session " + SESSION + " failed");

        assertThat(lines.getFirst()).endsWith("}\n");
        assertThat(only().path("level").stringValue()).isEqualTo("error");
        assertThat(only().path("logger").stringValue()).isEqualTo(LogsTest.class.getName());
        assertThat(only().path("message").stringValue())
                .isEqualTo("session " + SESSION + " failed");
        assertThat(only().path("session_id").stringValue()).isEqualTo(SESSION);
        assertThat(only().path("timestamp").stringValue()).endsWith("Z");
    }

    @Test
    void namesNoSessionWhereThereIsNone() {
        configure(Level.INFO, Format.JSON);

        OURS.log(System.Logger.Level.INFO, "started");

        assertThat(only().has("session_id")).isFalse();
        assertThat(only().has("exception")).isFalse();
    }

    @Test
    void keepsAnExceptionInTheLineOfItsEvent() {
        IllegalStateException thrown =
                new IllegalStateException("one\ntwo", new IOException("three"));

        configure(Level.INFO, Format.TEXT);
        OURS.log(System.Logger.Level.ERROR, "it broke", thrown);
        configure(Level.INFO, Format.JSON);
        OURS.log(System.Logger.Level.ERROR, "it broke", thrown);

        assertThat(lines).hasSize(2).allMatch(line -> line.indexOf('\n') == line.length() - 1);
        assertThat(lines.getFirst()).contains("it broke | java.lang.IllegalStateException: one");
        assertThat(JsonMapper.shared().readTree(lines.getLast()).path("exception").stringValue())
                .contains("one\ntwo")
                .contains("\tat " + LogsTest.class.getName())
                .contains("Caused by: java.io.IOException: three");
    }

    @Test
    void letsNoMessageBeginALineOfItsOwn() {
        String forged =
                "x\r\n2026-01-01T00:00:00.000Z ERROR Neuron: forged\u001b[2J\u2028\"\\\ud800";

        configure(Level.INFO, Format.TEXT);
        OURS.log(System.Logger.Level.INFO, forged);
        configure(Level.INFO, Format.JSON);
        OURS.log(System.Logger.Level.INFO, forged);

        assertThat(lines)
                .hasSize(2)
                .allMatch(line -> line.indexOf('\n') == line.length() - 1)
                .noneMatch(line -> line.contains("\r") || line.contains("\u001b"));
        assertThat(JsonMapper.shared().readTree(lines.getLast()).path("message").stringValue())
                .isEqualTo(forged);
    }

    @Test
    void logsAsMuchAsItIsToldTo() {
        configure(Level.WARN, Format.TEXT);
        OURS.log(System.Logger.Level.INFO, "no");
        OURS.log(System.Logger.Level.WARNING, "yes");
        configure(Level.TRACE, Format.TEXT);
        OURS.log(System.Logger.Level.TRACE, "yes");

        assertThat(lines).hasSize(2).allMatch(line -> line.endsWith("yes\n"));
    }

    @Test
    void hearsOfLibrariesOnlyWhatIsWrongUnlessItIsToldMore() {
        configure(Level.INFO, Format.TEXT);
        OTHERS.log(System.Logger.Level.INFO, "no");
        configure(Level.TRACE, Format.TEXT);
        OTHERS.log(System.Logger.Level.DEBUG, "no: it may hold a key");
        OTHERS.log(System.Logger.Level.INFO, "yes");

        assertThat(lines).hasSize(1);
    }

    @Test
    void tellsNoSecretHoweverMuchItTells() throws Exception {
        configure(Level.TRACE, Format.JSON);
        Patient patient = Patient.stranger();
        List<String> secrets = new ArrayList<>();
        try (ServedApi api = ServedApi.in(folder, Map.of())) {
            String key = api.key(Scope.ADMIN);
            secrets.add(key);
            var _ = api.send("GET", "/v1/status", Optional.empty(), "X-API-Key", key);
            var _ = api.send("GET", "/v1/status", Optional.empty(), "X-API-Key", key + "x");
            Map<String, Object> auth = patient.auth(ServedApi.ADA.digits());
            try (Visit visit = Visit.to(api.neuron().handshakeAddress())) {
                visit.say(auth);
                Map<String, String> challenge = visit.hear();
                Map<String, Object> answer = patient.answer(challenge);
                visit.say(answer);
                secrets.addAll(challenge.values());
                answer.values().forEach(value -> secrets.add(value.toString()));
                assertThat(visit.hear()).containsEntry("type", "handshake.complete");
            }
            auth.values().forEach(value -> secrets.add(value.toString()));
        }

        assertThat(lines)
                .anyMatch(line -> line.contains("\"session_id\"") && line.contains("completed"));
        assertThat(secrets.stream().filter(value -> value.length() > 40).toList())
                .hasSizeGreaterThan(5)
                .allSatisfy(secret -> assertThat(lines).noneMatch(line -> line.contains(secret)));
        assertThat(lines).noneMatch(line -> line.contains("nrn_"));
    }
}
