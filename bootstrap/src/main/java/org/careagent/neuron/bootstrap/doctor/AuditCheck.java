package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.outbound.auditfile.AuditInspection;

import java.nio.file.Path;
import java.util.List;

/// The audit log's newest entries: whether each is whole and follows from the one before.
record AuditCheck(Surroundings all) implements Check {
    @Override
    public String subject() {
        return "audit log";
    }

    @Override
    public List<Finding> findings() {
        return List.of(
                all.audit()
                        .map(this::finding)
                        .orElseGet(() ->
                                Finding.warning(
                                        subject(),
                                        "none is kept: audit.enabled is false",
                                        "For more than a trial set audit.enabled to true.")));
    }

    private Finding finding(AuditInspection inspection) {
        Path file = all.settings().audit().path().toAbsolutePath().normalize();
        return switch (inspection) {
            case AuditInspection.Missing() ->
                    Finding.ok(subject(), file + ": is made at the first start");
            case AuditInspection.Empty(long torn) -> sound(file + ": no entry yet", torn);
            case AuditInspection.Sound sound ->
                    sound(
                            "%s: the newest %d of %d entries hold together"
                                    .formatted(file, sound.checked(), sound.lastSequence()),
                            sound.tornBytes());
            case AuditInspection.Damaged(long line, String why) ->
                    Finding.fault(
                            subject(),
                            "%s: line %d was changed or damaged: %s".formatted(file, line, why),
                            "Do not edit it. Keep a copy of the file as evidence, find out who or"
                                    + " what wrote to it, and put a backup in its place.");
            case AuditInspection.Unreadable(String why) ->
                    Finding.fault(
                            subject(),
                            file + " cannot be read: " + why,
                            "Check audit.path and who may read the file.");
        };
    }

    // While it runs, that is an entry in the making.
    private Finding sound(String words, long torn) {
        boolean leftByCrash = torn > 0 && all.presence() instanceof Presence.Absent;
        return leftByCrash
                ? Finding.warning(
                        subject(),
                        words + "; an unfinished one of " + torn + " bytes follows",
                        "Nothing to do: it was never acknowledged. The next start cuts it off and"
                                + " records that.")
                : Finding.ok(subject(), words);
    }
}
