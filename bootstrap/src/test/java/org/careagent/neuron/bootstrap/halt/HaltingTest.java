package org.careagent.neuron.bootstrap.halt;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.auditfile.AuditChainVerifier;
import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.jooq.H2Database;
import org.careagent.neuron.adapters.outbound.system.PlatformWorkers;
import org.careagent.neuron.application.journal.Books;
import org.careagent.neuron.application.journal.Reconciliation;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.domain.relationship.KeptRelationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Handshake protocol, section 9, at every step: what was acknowledged is stored and recorded
/// exactly once after the next start, and what is stored is recorded, whatever the last Neuron was
/// about when it ended.
@Timeout(120)
final class HaltingTest {
    private static final int MOST = 1000;
    // From before the entry that a second handshake begins to after the one of its relationship.
    private static final int FIRST_REAL = 17;
    private static final int LAST_REAL = 22;

    @TempDir private Path folder;
    private final Set<RelationshipId> told = ConcurrentHashMap.newKeySet();

    // Each Neuron takes up what the one before has left, and comes one step further.
    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void losesNothingAtAnyStep(int callers) throws IOException {
        try (H2Database database = ShortLife.database(folder);
                AuditFile trail = ShortLife.trail(folder)) {
            int step = 1;
            while (!livesThrough(step, callers, database, trail)) {
                assertAgreement(database, trail);
                step++;
                assertThat(step).isLessThan(MOST);
            }
            assertAgreement(database, trail);
            assertThat(step).isGreaterThan(10);
        }
    }

    @Test
    void losesNothingWhenTheProcessHalts() throws Exception {
        for (int step = FIRST_REAL; step <= LAST_REAL; step++) {
            haltAt(step);
            try (H2Database database = ShortLife.database(folder);
                    AuditFile trail = ShortLife.trail(folder)) {
                assertAgreement(database, trail);
            }
        }
        assertThat(told).isNotEmpty();
    }

    private boolean livesThrough(int steps, int callers, H2Database database, AuditFile trail) {
        Fuse fuse = new Fuse(steps, () -> {});
        Books books = FusedBooks.of(fuse, ShortLife.storageIn(database), trail);
        try {
            ShortLife.live(books, callers, told::add);
        } catch (RuntimeException e) {
            assertThat(fuse.isBlown()).as(e.toString()).isTrue();
        }
        return !fuse.isBlown();
    }

    private void haltAt(int step) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ShortLife.class.getName(),
                                folder.toString(),
                                "" + step)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = process.inputReader()) {
            output.lines().map(UUID::fromString).map(RelationshipId::new).forEach(told::add);
        }
        assertThat(process.waitFor()).isEqualTo(ShortLife.HALTED);
    }

    /// Opens as a start does, and looks before anything else happens.
    private void assertAgreement(H2Database database, AuditFile trail) throws IOException {
        Storage storage = ShortLife.storageIn(database);
        Books books = new Books(storage, Optional.of(trail), trail);
        assertThat(Reconciliation.of(books, new PlatformWorkers()).mended()).isZero();

        List<RelationshipId> stored = stored(storage);
        assertThat(stored).containsAll(told);
        assertThat(established()).containsExactlyInAnyOrderElementsOf(stored);
        assertThatAnotherStartFindsNothing(database, trail);
    }

    private void assertThatAnotherStartFindsNothing(H2Database database, AuditFile trail)
            throws IOException {
        long entries = trail.end().sequence();
        Books books = new Books(ShortLife.storageIn(database), Optional.of(trail), trail);
        assertThat(Reconciliation.of(books, new PlatformWorkers()).recordedLate()).isZero();
        assertThat(trail.end().sequence()).isEqualTo(entries);
    }

    private static List<RelationshipId> stored(Storage storage) {
        List<RelationshipId> stored = new ArrayList<>();
        List<KeptRelationship> page = page(storage, Optional.empty());
        while (!page.isEmpty()) {
            page.forEach(kept -> stored.add(kept.relationship().id()));
            page = page(storage, Optional.of(stored.getLast()));
        }
        return stored;
    }

    private static List<KeptRelationship> page(Storage storage, Optional<RelationshipId> after) {
        return storage.relationships().list(RelationshipFilter.ALL, after, MOST);
    }

    private List<RelationshipId> established() throws IOException {
        return AuditChainVerifier.verify(folder.resolve("audit.jsonl")).stream()
                .filter(entry ->
                        entry.path("action")
                                .stringValue()
                                .equals("consent.relationship_established"))
                .map(entry -> entry.path("details").path("relationship_id").stringValue())
                .map(UUID::fromString)
                .map(RelationshipId::new)
                .toList();
    }
}
