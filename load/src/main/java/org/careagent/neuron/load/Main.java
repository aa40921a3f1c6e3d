package org.careagent.neuron.load;

import org.careagent.neuron.load.server.Options;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Runs one load program: `Main NAME [--KEY VALUE]…`, where a key stands for the property
/// `load.KEY`. Exit status 0: held, 1: not held, 2: wrong usage.
final class Main {
    private static final int HELD = 0;
    private static final int NOT_HELD = 1;
    private static final int USAGE = 2;

    private Main() {}

    static void main(String[] args) throws InterruptedException {
        Optional<Program> program = args.length == 0 ? Optional.empty() : Program.named(args[0]);
        if (program.isEmpty() || !areTaken(args)) {
            System.out.println("-Dload=NAME, one of:\n" + Program.list());
            System.exit(USAGE);
        }
        System.exit(program.map(Main::run).orElse(false) ? HELD : NOT_HELD);
    }

    // Whether all that follows the name comes in pairs.
    private static boolean areTaken(String[] args) {
        for (int i = 1; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                return false;
            }
            var _ = System.setProperty("load." + args[i].substring(2), args[i + 1]);
        }
        return true;
    }

    private static boolean run(Program program) {
        Report report = new Report(System.out);
        limitTime(report, program.longest());
        try {
            Options options = Options.fromProperties();
            FileLimit.require(program.files());
            report.say(program.label() + ": " + program.purpose());
            report.figure("load average of this machine before", loadAverage());
            program.load().run(report, options);
        } catch (IllegalArgumentException | IOException e) {
            report.fail(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (InterruptedException _) {
            report.fail("interrupted");
        }
        return report.end();
    }

    // Others at work on the machine spoil every figure below.
    private static String loadAverage() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    // Whatever hangs: exit hooks end the Neuron and remove its folder.
    private static void limitTime(Report report, Duration longest) {
        var _ =
                Thread.ofPlatform()
                        .daemon()
                        .name("time limit")
                        .start(() -> {
                            try {
                                Thread.sleep(longest);
                                report.fail("not done within " + longest);
                                var _ = report.end();
                                System.exit(NOT_HELD);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
