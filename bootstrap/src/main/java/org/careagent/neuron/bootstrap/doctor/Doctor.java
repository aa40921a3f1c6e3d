package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.bootstrap.settings.SettingsReader;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Runs every check, whatever becomes of the others, and for a bounded time.
public final class Doctor {
    // A little more than a running Neuron has to answer.
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final InstantSource clock;
    private final Duration patience;

    /// @param clock this machine's, which is itself looked at
    public Doctor(InstantSource clock) {
        this(clock, PATIENCE);
    }

    Doctor(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /// Everything that can be found. Where the configuration is faulty, little more than that can.
    ///
    /// @param file the configuration, if there is one
    /// @param outcome what became of it
    public List<Finding> examine(Optional<Path> file, SettingsReader.Outcome outcome) {
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("doctor").daemon().factory());
        Check configuration = new ConfigurationCheck(file, outcome);
        try {
            return switch (outcome) {
                case SettingsReader.Outcome.Faulty _ -> run(List.of(configuration), threads);
                case SettingsReader.Outcome.Good good -> {
                    try (Surroundings all = new Surroundings(good.settings(), clock, threads)) {
                        yield run(checks(configuration, all), threads);
                    }
                }
            };
        } finally {
            // What has not ended by now is left to the process's end.
            var _ = threads.shutdownNow();
        }
    }

    private static List<Check> checks(Check configuration, Surroundings all) {
        return List.of(
                configuration,
                new RunningCheck(all),
                new FilesCheck(all.settings()),
                new KeyCheck(all.settings().storage().folder()),
                new DiskCheck(all.settings()),
                new ClockCheck(all),
                new PortCheck(all),
                new StorageCheck(all),
                new AuditCheck(all),
                new TlsCheck(all.settings(), all.clock()),
                new RegistryCheck(all),
                new EndpointCheck(all));
    }

    List<Finding> run(List<Check> checks, ExecutorService threads) {
        long end = System.nanoTime() + patience.toNanos();
        List<Future<List<Finding>>> results =
                checks.stream().map(check -> threads.submit(findingsOf(check))).toList();
        return Stream.iterate(0, index -> index < checks.size(), index -> index + 1)
                .flatMap(index -> await(checks.get(index), results.get(index), end).stream())
                .toList();
    }

    private static Callable<List<Finding>> findingsOf(Check check) {
        return () -> {
            try {
                return check.findings();
            } catch (IOException e) {
                return List.of(
                        Finding.fault(
                                check.subject(),
                                "cannot be looked at: " + e,
                                "Check that the file is there, and who may read it."));
            }
        };
    }

    private List<Finding> await(Check check, Future<List<Finding>> result, long end) {
        try {
            return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return List.of(
                    Finding.fault(
                            check.subject(),
                            "took longer than " + patience.toMillis() + " ms to look at",
                            "Try again; if it stays so, look whether a disk or a network drive"
                                    + " hangs."));
        } catch (ExecutionException e) {
            return List.of(error(check, e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of(
                    Finding.fault(
                            check.subject(), "was not looked at", "Run neuron doctor again."));
        }
    }

    private static Finding error(Check check, Throwable thrown) {
        Throwable error = thrown;
        while ((error instanceof ExecutionException || error instanceof CompletionException)
                && error.getCause() != null) {
            error = error.getCause();
        }
        return Finding.fault(
                check.subject(),
                "cannot be looked at: internal error (" + error.getClass().getSimpleName() + ")",
                "This is a mistake in the program: report it, with what neuron version prints.");
    }
}
