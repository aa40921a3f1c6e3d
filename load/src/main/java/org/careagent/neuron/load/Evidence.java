package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Json;
import org.careagent.neuron.load.client.Told;
import org.careagent.neuron.load.server.AuditReader;
import org.careagent.neuron.load.server.NeuronProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What patients were told, what the storage has, and what the audit log says, and whether the
/// three agree.
///
/// Each look takes in what is new. The log is read as a file; the storage is asked through the
/// Neuron's control socket, newest relationships first, until a page brings nothing new.
final class Evidence {
    private static final Pattern ID =
            Pattern.compile("\"(?:relationship_)?id\":\"([0-9a-f-]{36})\"");
    private static final int PAGE = 100;

    private final Path auditFile;
    private final Map<String, Integer> told = new HashMap<>();
    private final Set<String> toldNew = new HashSet<>();
    private int acknowledged;
    private Set<String> stored = new HashSet<>();
    private Log log;

    /// What the log says.
    private static final class Log {
        private final AuditReader reader;
        private final Map<String, Integer> established = new HashMap<>();
        private final Map<String, Integer> completed = new HashMap<>();
        private final Set<String> completedNew = new HashSet<>();
        private final Set<String> mended = new HashSet<>();
        private final Set<String> started = new HashSet<>();
        private final Set<String> ended = new HashSet<>();
        private int repaired;

        private Log(Path file) {
            reader = new AuditReader(file);
        }

        private void readOn(List<String> faults) throws IOException {
            for (String line : reader.next()) {
                take(line, faults);
            }
        }

        private void take(String line, List<String> faults) {
            String id = Json.member(line, "relationship_id");
            switch (Json.member(line, "action")) {
                case "consent.relationship_established" -> established.merge(id, 1, Integer::sum);
                case "consent.mended" -> mended.add(id);
                case "connection.handshake_started" -> started.add(session(line));
                case "connection.handshake_completed" -> complete(line, id, faults);
                case "audit.repaired" -> repaired++;
                default -> {
                    // Nothing that a patient is told of.
                }
            }
        }

        private void complete(String line, String id, List<String> faults) {
            completed.merge(id, 1, Integer::sum);
            if (!started.contains(session(line)) || !ended.add(session(line))) {
                faults.add("a session that is completed without a start, or twice: " + line);
            }
            if (Json.member(line, "status").equals("new") && !completedNew.add(id)) {
                faults.add("completed as new twice: " + line);
            }
        }

        private static String session(String line) {
            return Json.member(line, "session_id");
        }
    }

    Evidence(Path auditFile) {
        this.auditFile = auditFile;
        this.log = new Log(auditFile);
    }

    /// Remembers what a patient was told.
    synchronized void hear(Told.Related related) {
        acknowledged++;
        told.merge(related.relationshipId(), 1, Integer::sum);
        if (related.status().equals("new")) {
            toldNew.add(related.relationshipId());
        }
    }

    /// Takes in what is new, and compares.
    ///
    /// @return what does not agree
    synchronized List<String> look(NeuronProcess neuron) throws IOException {
        List<String> faults = new ArrayList<>();
        log.readOn(faults);
        list(neuron, false);
        compare(faults);
        return faults;
    }

    /// The same, with everything from the beginning.
    synchronized List<String> lookAtEverything(NeuronProcess neuron) throws IOException {
        List<String> faults = new ArrayList<>();
        Set<String> before = stored;
        stored = new HashSet<>();
        list(neuron, true);
        if (!stored.containsAll(before)) {
            faults.add("a relationship that was there before is there no more");
        }
        log = new Log(auditFile);
        log.readOn(faults);
        compare(faults);
        return faults;
    }

    private void list(NeuronProcess neuron, boolean all) throws IOException {
        String after = "";
        boolean more = true;
        while (more) {
            String page =
                    neuron.ask("{\"type\":\"relationship.list\",\"limit\":" + PAGE + after + "}");
            int before = stored.size();
            Matcher ids = ID.matcher(page);
            while (ids.find()) {
                stored.add(ids.group(1));
            }
            String next = Json.member(page, "next");
            after = ",\"after\":\"" + next + "\"";
            more = !next.isEmpty() && (all || stored.size() > before);
        }
    }

    private void compare(List<String> faults) {
        told.forEach((id, times) -> {
            require(faults, stored.contains(id), "told, and not in the storage", id);
            require(
                    faults,
                    log.completed.getOrDefault(id, 0) >= times,
                    "told more often than handshake_completed says",
                    id);
        });
        toldNew.forEach(id ->
                require(
                        faults,
                        log.completedNew.contains(id),
                        "told as new, and not in the log as such",
                        id));
        stored.forEach(id ->
                require(
                        faults,
                        log.established.getOrDefault(id, 0) == 1,
                        "stored, and established in the log not just once",
                        id));
        log.established
                .keySet()
                .forEach(id ->
                        require(
                                faults,
                                stored.contains(id) != log.mended.contains(id),
                                "established in the log, and neither stored nor mended",
                                id));
    }

    private static void require(List<String> faults, boolean holds, String what, String id) {
        if (!holds) {
            faults.add(what + ": " + id);
        }
    }

    synchronized int acknowledged() {
        return acknowledged;
    }

    synchronized int relationshipsTold() {
        return told.size();
    }

    synchronized int stored() {
        return stored.size();
    }

    synchronized int mended() {
        return log.mended.size();
    }

    synchronized int repaired() {
        return log.repaired;
    }

    synchronized long entries() {
        return log.reader.sequence();
    }
}
