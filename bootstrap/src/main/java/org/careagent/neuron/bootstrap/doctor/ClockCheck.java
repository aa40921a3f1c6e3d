package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// This machine's clock: consent is refused, and the audit log is dated, by it.
record ClockCheck(Surroundings all) implements Check {
    // A consent token from further ahead than this is refused (handshake protocol, `iat`).
    private static final Duration TOO_FAR = Duration.ofSeconds(60);
    private static final Duration FAR = Duration.ofSeconds(30);
    // There was no Neuron of this kind before, and none is run for so long.
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final String SET_IT =
            "Let the machine set its clock by the network (Linux: timedatectl set-ntp true).";

    @Override
    public String subject() {
        return "clock";
    }

    @Override
    public List<Finding> findings() {
        Instant now = all.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        if (now.isBefore(EARLIEST) || now.isAfter(LATEST)) {
            return List.of(Finding.fault(subject(), "it says " + now, SET_IT));
        }
        List<Finding> findings = new ArrayList<>();
        lastEntry().flatMap(last -> againstAudit(now, last)).ifPresent(findings::add);
        List<String> agreeing = new ArrayList<>();
        all.strangers()
                .forEach((host, probe) ->
                        lead(probe)
                                .ifPresent(lead ->
                                        against(host, lead)
                                                .ifPresentOrElse(
                                                        findings::add, () -> agreeing.add(host))));
        return findings.isEmpty() ? List.of(Finding.ok(subject(), good(now, agreeing))) : findings;
    }

    private static String good(Instant now, List<String> agreeing) {
        return now
                + (agreeing.isEmpty()
                        ? " (no other clock to compare it with)"
                        : ", as " + String.join(" and ", agreeing) + " has it");
    }

    private Optional<Instant> lastEntry() {
        return all.audit()
                .flatMap(found ->
                        found instanceof AuditInspection.Sound sound
                                ? Optional.of(sound.lastTimestamp())
                                : Optional.empty());
    }

    private Optional<Finding> againstAudit(Instant now, Instant last) {
        Duration back = Duration.between(now, last);
        return back.compareTo(TOO_FAR) > 0
                ? Optional.of(
                        Finding.fault(
                                subject(),
                                "it says "
                                        + now
                                        + ", and the last entry of the audit log is from "
                                        + last
                                        + ": it was ahead then, or is behind now",
                                SET_IT
                                        + " If it is right now, the entries until then are dated"
                                        + " too late; leave them as they are."))
                : Optional.empty();
    }

    private static Optional<Duration> lead(Probe probe) {
        return switch (probe) {
            case Probe.Answered answered -> answered.lead();
            case Probe.Unanswered _ -> Optional.empty();
        };
    }

    private Optional<Finding> against(String host, Duration lead) {
        Duration off = lead.abs();
        if (off.compareTo(FAR) <= 0) {
            return Optional.empty();
        }
        String words =
                "it is "
                        + off.toSeconds()
                        + " s "
                        + (lead.isNegative() ? "behind" : "ahead of")
                        + " that of "
                        + host;
        return Optional.of(
                off.compareTo(TOO_FAR) > 0
                        ? Finding.fault(
                                subject(),
                                words
                                        + ": right consent may be refused as made in the future, or"
                                        + " outdated consent taken",
                                SET_IT)
                        : Finding.warning(subject(), words, SET_IT));
    }
}
