package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A Neuron's settings and files in a test.
final class Installation {
    // A busy machine takes longer to answer than people would wait.
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Installation() {}

    /// Its settings; all it keeps is in `data` below `folder`.
    ///
    /// @param more keys and values by turns
    static Settings in(Path folder, String... more) {
        Path data = folder.resolve("data");
        Map<String, String> values = new HashMap<>();
        values.put("organization.npi", "1234567893");
        values.put("organization.name", "Test Practice");
        values.put("server.host", "127.0.0.1");
        values.put("server.port", "0");
        values.put("storage.path", data.resolve("neuron.db").toString());
        values.put("audit.path", data.resolve("audit.jsonl").toString());
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return SettingsReader.presetBut(values);
    }

    /// Runs it, and stops it again.
    static void use(Settings settings) {
        try (Neuron neuron = Neuron.start(settings)) {
            var _ = neuron.healthAddress();
        }
    }

    /// What the check of `making` finds.
    static List<Finding> findings(Settings settings, Function<Surroundings, Check> making)
            throws Exception {
        return findings(settings, InstantSource.system(), making);
    }

    static List<Finding> findings(
            Settings settings, InstantSource clock, Function<Surroundings, Check> making)
            throws Exception {
        return findings(settings, clock, MINUTE, making);
    }

    /// @param patience how long another machine may take to answer
    static List<Finding> findings(
            Settings settings,
            InstantSource clock,
            Duration patience,
            Function<Surroundings, Check> making)
            throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool();
                Surroundings all =
                        new Surroundings(
                                settings, clock, new Web(clock, threads, patience), threads)) {
            return making.apply(all).findings();
        }
    }
}
