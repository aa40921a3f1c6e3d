package org.careagent.neuron.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The programs that there are (docs/LOAD.md says what each shows).
enum Program {
    TURNS("500 clients at a ceiling of 2: all complete, first come, first served", 1_000),
    SILENCE("10,000 silent connections of one address, honest clients of another", 11_000),
    HALFWAY("1,000 clients that stop somewhere on the way: every slot comes back", 2_000),
    FILES("1,000 connections to a Neuron that may open 300 files: it lives on", 2_000),
    CROWD("10,000 patients at once: everybody gets in", 11_000),
    HEAP("what a waiting client costs, and how soon a free slot has its next", 11_000),
    STOP("SIGTERM with a full house: everybody is told, nothing is lost", 1_000),
    AUDITLOG("an audit log of a gigabyte: opened at once, verified in 64 MiB", 100),
    CRASH("kill -9 at a random moment, again and again: nothing is lost", 1_000),
    INTRODUCTIONS("100 providers who come and go: each learns of all its patients", 1_000);

    private final String purpose;
    private final int files;

    Program(String purpose, int files) {
        this.purpose = purpose;
        this.files = files;
    }

    static Optional<Program> named(String name) {
        return Arrays.stream(values()).filter(it -> it.label().equals(name)).findFirst();
    }

    static String list() {
        return Arrays.stream(values())
                .map(it -> "  %-13s %s".formatted(it.label(), it.purpose))
                .collect(Collectors.joining("\n"));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String purpose() {
        return purpose;
    }

    /// How many files this process may need, or the Neuron.
    int files() {
        return files;
    }

    /// How long it may take.
    Duration longest() {
        return switch (this) {
            case CRASH -> Duration.ofHours(2);
            case INTRODUCTIONS -> Duration.ofMinutes(20);
            case TURNS, SILENCE, HALFWAY, FILES, CROWD, HEAP, STOP, AUDITLOG ->
                    Duration.ofMinutes(8);
        };
    }

    Load load() {
        return switch (this) {
            case TURNS -> Turns::run;
            case SILENCE -> Silence::run;
            case HALFWAY -> Halfway::run;
            case FILES -> FewFiles::run;
            case CROWD -> Crowd::run;
            case HEAP -> Heap::run;
            case STOP -> Stop::run;
            case AUDITLOG -> LongLog::run;
            case CRASH -> Crash::run;
            case INTRODUCTIONS -> Introductions::run;
        };
    }
}
