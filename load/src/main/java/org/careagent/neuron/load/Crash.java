package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.server.Installation;
import org.careagent.neuron.load.server.NeuronProcess;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.PostgresServer;
import org.careagent.neuron.load.server.Setup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Kills a Neuron at a random moment, starts it again on the same data, and looks whether all is
/// there that any patient was told (handshake protocol, section 9); as often as is asked for.
///
/// Some kills hit the start itself. With PostgreSQL, some rounds also bring down the server, and
/// the Neuron has to live on.
final class Crash {
    private static final int CLIENTS = 16;
    // A Neuron that has just started takes its time for the first handshakes.
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(4);
    private static final int MOST_BEFORE_A_KILL = 120;
    private static final Duration LONGEST_EXTRA = Duration.ofMillis(30);
    private static final Duration LONGEST_OUTAGE = Duration.ofMillis(1500);
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final int EVERYTHING_EVERY = 20;
    private static final int MOST_SHOWN = 5;
    private static final Pattern LATE = Pattern.compile("(\\d+) audit entries were written now");

    private final Report report;
    private final Installation installation;
    private final Optional<PostgresServer> postgres;
    private final int rounds = Integer.getInteger("load.rounds", 200);
    private final long seed = Long.getLong("load.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Evidence evidence;
    private final List<Patient> known = new ArrayList<>();
    private Duration lastStart = Duration.ofSeconds(2);
    private int killedStarts;
    private int outages;
    private int refused;
    private int cutOff;
    private int recordedLate;
    private int roundsWithLate;
    private boolean allHeld = true;

    private Crash(Report report, Installation installation, Optional<PostgresServer> postgres) {
        this.report = report;
        this.installation = installation;
        this.postgres = postgres;
        this.evidence = new Evidence(installation.auditFile());
    }

    static void run(Report report, Options options) throws IOException, InterruptedException {
        if (!options.storage().equals("postgresql")) {
            play(report, options.durable().startingFast(), Setup.of(), Optional.empty());
            return;
        }
        try (PostgresServer server = PostgresServer.start()) {
            play(
                    report,
                    options.startingFast(),
                    Setup.of().withStorage(server.keys()),
                    Optional.of(server));
        }
    }

    private static void play(
            Report report, Options options, Setup setup, Optional<PostgresServer> postgres)
            throws IOException, InterruptedException {
        report.say("  a Neuron with " + options.summary());
        try (Installation installation = Installation.make(options, setup)) {
            new Crash(report, installation, postgres).play();
        }
    }

    private void play() throws IOException, InterruptedException {
        long start = System.nanoTime();
        report.say("  %d rounds, seed %d".formatted(rounds, seed));
        learn();
        for (int round = 1; round <= rounds; round++) {
            play(round);
        }
        try (NeuronProcess neuron = started()) {
            judge("at the end", evidence.lookAtEverything(neuron));
        }
        askItsOwnVerifier();
        summarise(Await.since(start));
    }

    // With a few handshakes, so that their classes are in the archive too.
    private void learn() throws IOException, InterruptedException {
        try (NeuronProcess neuron = installation.startAndLearn()) {
            installation.addProvider(Patient.PROVIDER_NPI);
            try (Rush rush = new Rush(evidence, known)) {
                rush.begin(neuron.door(), 1);
                var _ = Await.until(LONGEST_LOAD, () -> rush.related() >= CLIENTS);
            }
            neuron.terminate();
            if (!neuron.awaitExit(RECOVERY).equals(OptionalInt.of(0))) {
                throw new IOException("the Neuron does not stop");
            }
        }
    }

    private void play(int round) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder("  round %3d:".formatted(round));
        while (random.nextInt(6) == 0) {
            line.append(" start killed,");
            killAStart();
        }
        try (NeuronProcess neuron = started()) {
            judge(
                    "round " + round,
                    round % EVERYTHING_EVERY == 0
                            ? evidence.lookAtEverything(neuron)
                            : evidence.look(neuron));
            line.append(rush(neuron));
        }
        report.say(line.toString());
    }

    // From before its first file is open to just before its port is.
    private void killAStart() throws IOException, InterruptedException {
        killedStarts++;
        long most = lastStart.toMillis();
        installation.startAndKillAfter(
                Duration.ofMillis(most / 4 + random.nextLong(most - most / 4 + 1)));
    }

    private NeuronProcess started() throws IOException, InterruptedException {
        long before = System.nanoTime();
        NeuronProcess neuron = installation.start();
        lastStart = Await.since(before);
        int late = neuron.announced().stream().mapToInt(Crash::lateIn).sum();
        recordedLate += late;
        roundsWithLate += late > 0 ? 1 : 0;
        return neuron;
    }

    private static int lateIn(String line) {
        Matcher matcher = LATE.matcher(line);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /// @return what it was, in words
    private String rush(NeuronProcess neuron) throws IOException, InterruptedException {
        String words = "";
        Rush rush = new Rush(evidence, known);
        try (rush) {
            rush.begin(neuron.door(), CLIENTS);
            someTime(rush);
            if (postgres.isPresent() && random.nextInt(3) == 0) {
                words = outage(postgres.get(), neuron, rush);
                someTime(rush);
            }
            neuron.close();
        }
        refused += rush.refused();
        cutOff += rush.cutOff();
        if (!rush.otherRefusals().isEmpty()) {
            judge("refusals", rush.otherRefusals());
        }
        return words
                + " %3d acknowledged, %d refused, %d cut off"
                        .formatted(rush.related(), rush.refused(), rush.cutOff());
    }

    // Until some have been told, and a little more, so that it is no moment of its own.
    private void someTime(Rush rush) throws IOException, InterruptedException {
        int enough = rush.related() + random.nextInt(MOST_BEFORE_A_KILL);
        var _ = Await.until(LONGEST_LOAD, () -> rush.related() >= enough);
        Thread.sleep(random.nextLong(LONGEST_EXTRA.toMillis()));
    }

    private String outage(PostgresServer server, NeuronProcess neuron, Rush rush)
            throws IOException, InterruptedException {
        outages++;
        PostgresServer.Blow[] blows = PostgresServer.Blow.values();
        PostgresServer.Blow blow = blows[random.nextInt(blows.length)];
        server.strike(blow, random);
        Thread.sleep(random.nextLong(LONGEST_OUTAGE.toMillis()));
        server.restart();
        int before = rush.related();
        Optional<Duration> back = Await.until(RECOVERY, () -> rush.related() > before + CLIENTS);
        if (back.isEmpty() || !neuron.isAlive()) {
            judge("after " + blow, List.of("the Neuron does not go on"));
        }
        return " %s (back in %s),".formatted(blow, back.map(Figures::millis).orElse("never"));
    }

    private void judge(String when, List<String> faults) {
        if (!faults.isEmpty()) {
            allHeld = false;
            faults.stream().limit(MOST_SHOWN).forEach(it -> report.say("    FAULT: " + it));
            report.fail("%s: %d faults".formatted(when, faults.size()));
        }
    }

    // Older jars have no such command; the program's own check has been made by now.
    private void askItsOwnVerifier() throws IOException, InterruptedException {
        if (installation.run("--help").contains("verify-audit")) {
            report.say("  verify-audit: " + installation.run("verify-audit").strip());
        }
    }

    private void summarise(Duration took) {
        report.figure("rounds; time for all", rounds + "; " + Figures.millis(took));
        report.figure("starts killed on top", Figures.count(killedStarts));
        report.figure("outages of the database server", Figures.count(outages));
        report.figure("handshakes acknowledged", Figures.count(evidence.acknowledged()));
        report.figure("relationships told of", Figures.count(evidence.relationshipsTold()));
        report.figure("relationships stored", Figures.count(evidence.stored()));
        report.figure("refused with SERVER_ERROR", Figures.count(refused));
        report.figure("cut off by a kill", Figures.count(cutOff));
        report.figure("entries in the audit log", Figures.count(evidence.entries()));
        report.figure(
                "  of them written by a start, in starts",
                "%,d in %,d".formatted(recordedLate, roundsWithLate));
        report.figure("  torn last lines repaired", Figures.count(evidence.repaired()));
        report.figure("  entries found void", Figures.count(evidence.mended()));
        report.check(allHeld, "what was told is stored and recorded, each exactly once");
    }
}
