package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A Neuron that may open fewer files than there are clients.
final class FewFiles {
    private static final int LIMIT = 300;
    private static final int CROWD = 1000;
    private static final int SECONDS = 10;
    private static final int TRIES = 5;
    private static final Duration HEALTH = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Report report;
    private final Scene scene;
    private final long start = System.nanoTime();

    private FewFiles(Report report, Scene scene) {
        this.report = report;
        this.scene = scene;
    }

    static void run(Report report, Options options) throws IOException, InterruptedException {
        Setup setup =
                Setup.of("maxConcurrentHandshakes: 5", "authTimeoutMs: 1000").withFileLimit(LIMIT);
        try (Scene scene = Scene.set(report, options, setup)) {
            new FewFiles(report, scene).play();
        }
    }

    private void play() throws IOException, InterruptedException {
        try (Siege siege = Siege.lay(scene.door(), Scene.CROWD, CROWD, FewFiles::approach)) {
            Thread.sleep(Duration.ofSeconds(1));
            judgeHealth("while they besiege it", health(SECONDS));
            report.figure("connections that the crowd made", Figures.count(siege.visits()));
            report.figure("thrown out on the way", Figures.count(siege.failures()));
        }
        judgeHealth("afterwards", health(1));
        report.check(scene.neuron().isAlive(), "the process is alive");
        report.check(scene.shakeHands(1) == 1, "an honest handshake completes");
        judgeLog();
    }

    /// A third each: nothing is sent, half a head, or a whole upgrade.
    private static Siege.Approach approach(int i) {
        return switch (i % 3) {
            case 0 -> _ -> {};
            case 1 -> Connection::askForHalfAnUpgrade;
            default -> Connection::askForUpgrade;
        };
    }

    /// @return for each second, how many tries it took; empty if it was in vain
    private List<OptionalInt> health(int seconds) throws InterruptedException {
        List<OptionalInt> tries = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            tries.add(triesForHealth());
            Thread.sleep(Duration.ofSeconds(1));
        }
        return tries;
    }

    private OptionalInt triesForHealth() throws InterruptedException {
        for (int tries = 1; tries <= TRIES; tries++) {
            if (scene.door().health(Scene.MONITOR, HEALTH).equals(Optional.of(200))) {
                return OptionalInt.of(tries);
            }
            Thread.sleep(PAUSE);
        }
        return OptionalInt.empty();
    }

    private void judgeHealth(String when, List<OptionalInt> tries) {
        report.figure(
                "tries for /health " + when,
                tries.stream()
                        .map(it -> it.isPresent() ? "" + it.getAsInt() : "in vain")
                        .collect(Collectors.joining(", ")));
        report.check(tries.stream().allMatch(OptionalInt::isPresent), "/health answers " + when);
    }

    /// Each kind of line, numbers apart, at most once a minute.
    private void judgeLog() {
        List<String> log = scene.neuron().log();
        Map<String, Long> kinds =
                log.stream()
                        .map(line -> line.replaceAll("\\d+", "0"))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long most = kinds.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long allowed = 1 + Await.since(start).toMinutes();
        report.figure("lines in its log", Figures.count(log.size()));
        log.stream().limit(5).forEach(line -> report.say("    " + line));
        report.check(most <= allowed, "its log says the same at most once a minute");
    }
}
