package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.doctor.Finding;
import org.careagent.neuron.bootstrap.doctor.Finding.Level;

import picocli.CommandLine.Help.Ansi;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the doctor found, for a person or for a program.
record DoctorReport(List<Finding> findings) {
    private static final String GAP = "  ";

    DoctorReport {
        findings = List.copyOf(findings);
    }

    int exitStatus() {
        return count(Level.FAULT) > 0 ? ExitStatus.NO : ExitStatus.DONE;
    }

    /// A line a finding, with what to do below it, and how many are bad.
    void write(PrintWriter out, Ansi ansi) {
        int levels = width(Stream.of(Level.values()).map(Level::name));
        int subjects = width(findings.stream().map(Finding::subject));
        for (Finding finding : findings) {
            String level = finding.level().name();
            out.println(
                    ansi.string(colored(finding.level()))
                            + " ".repeat(levels - level.length())
                            + GAP
                            + finding.subject()
                            + " ".repeat(subjects - finding.subject().length())
                            + GAP
                            + finding.words());
            String indent = " ".repeat(levels + GAP.length() + subjects + GAP.length());
            finding.advice().ifPresent(advice -> out.println(indent + "-> " + advice));
        }
        out.println();
        out.println(summary());
        out.flush();
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private static String colored(Level level) {
        return switch (level) {
            case OK -> "@|green OK|@";
            case WARNING -> "@|yellow WARNING|@";
            case FAULT -> "@|bold,red FAULT|@";
        };
    }

    private String summary() {
        String bad =
                Stream.of(
                                counted(count(Level.FAULT), "fault"),
                                counted(count(Level.WARNING), "warning"))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
        return bad.isEmpty() ? "Everything is all right." : bad;
    }

    private static String counted(long number, String what) {
        return number == 0 ? "" : number + " " + what + (number == 1 ? "" : "s");
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /// One array on a line.
    void writeJson(PrintWriter out) {
        out.println(
                JsonMapper.shared()
                        .writeValueAsString(findings.stream().map(DoctorReport::members).toList()));
        out.flush();
    }

    private static Map<String, String> members(Finding finding) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        members.put("subject", finding.subject());
        members.put("message", finding.words());
        finding.advice().ifPresent(advice -> members.put("advice", advice));
        return members;
    }
}
