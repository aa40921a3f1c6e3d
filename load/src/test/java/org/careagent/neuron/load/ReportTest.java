package org.careagent.neuron.load;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

class ReportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(printed, true, UTF_8));

    @Test
    void endsWithHeldIfAllHeld() {
        report.check(true, "all complete");

        assertThat(report.end()).isTrue();
        assertThat(lastLine()).isEqualTo("held");
    }

    @Test
    void endsWithAllThatDidNotHold() {
        report.check(false, "all complete");
        report.check(true, "the process is alive");
        report.fail("no status");

        assertThat(report.end()).isFalse();
        assertThat(lastLine()).isEqualTo("NOT HELD: all complete; no status");
    }

    private String lastLine() {
        return printed.toString(UTF_8).lines().toList().getLast();
    }
}
