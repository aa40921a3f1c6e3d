package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.bootstrap.Version;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Whether the Neuron runs.
record RunningCheck(Surroundings all) implements Check {
    @Override
    public String subject() {
        return "neuron";
    }

    @Override
    public List<Finding> findings() {
        Path socket = all.settings().storage().controlSocket().toAbsolutePath().normalize();
        return switch (all.presence()) {
            case Presence.Running(JsonNode status) -> running(status);
            case Presence.Absent() -> List.of(absent(socket));
            case Presence.Silent() ->
                    List.of(
                            Finding.fault(
                                    subject(),
                                    "it has its control socket open, and does not answer: "
                                            + socket,
                                    "Look at its log; then stop it by its process id, and start"
                                            + " it again: neuron start"));
            case Presence.Barred() ->
                    List.of(
                            Finding.warning(
                                    subject(),
                                    "it seems to run, and this user may not ask it: " + socket,
                                    "Run neuron doctor as the user whose Neuron it is."));
        };
    }

    private Finding absent(Path socket) {
        if (Files.isRegularFile(socket, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(socket)) {
            return Finding.fault(
                    subject(),
                    "it cannot start: where its control socket belongs is something else, "
                            + socket,
                    "Move that away.");
        }
        return Finding.ok(
                subject(),
                Files.exists(socket, LinkOption.NOFOLLOW_LINKS)
                        ? "does not run; it did not stop cleanly, which the next start sees to"
                        : "does not run; to start it: neuron start");
    }

    private List<Finding> running(JsonNode status) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Finding.ok(
                        subject(),
                        (status.path("status").asString("").equals("draining")
                                        ? "is stopping, ran since "
                                        : "runs since ")
                                + since(status)
                                + ", open sessions: "
                                + status.path("active_sessions").asString("0")));
        String version = status.path("version").asString("");
        if (!version.equals(Version.current())) {
            findings.add(
                    Finding.warning(
                            subject(),
                            "what runs is version "
                                    + version
                                    + ", and this program is "
                                    + Version.current(),
                            "Stop it and start it with this program: neuron stop, neuron start"));
        }
        return findings;
    }

    private Instant since(JsonNode status) {
        Duration uptime = Duration.ofSeconds(status.path("uptime_seconds").asLong());
        return all.clock().instant().minus(uptime).truncatedTo(ChronoUnit.SECONDS);
    }
}
