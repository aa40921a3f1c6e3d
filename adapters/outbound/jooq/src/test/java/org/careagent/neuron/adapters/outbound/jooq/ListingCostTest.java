package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// How long a page of a million relationships takes, at the beginning and far from it, in words on
/// the console: `mvn -pl adapters/outbound/jooq -am test -Dtest=ListingCostTest
/// -Dneuron.measure=true -Dsurefire.failIfNoSpecifiedTests=false`.
@EnabledIfSystemProperty(named = "neuron.measure", matches = "true")
class ListingCostTest {
    private static final int ROWS = 1_000_000;
    private static final int AT_ONCE = 50_000;
    private static final int DEEP = 900_000;
    private static final int PROVIDERS = 10;
    private static final int PAGE = 100;
    private static final int LOOKS = 15;

    @Test
    void costsWhatItCostsOnH2(@TempDir Path folder) {
        try (H2Database database = H2Database.open(folder.resolve("neuron.db"))) {
            fill(database.context(), "SYSTEM_RANGE(%d, %d) AS numbers(n)");
            var _ = database.context().execute("ANALYZE");
            measure("H2", database);
        }
    }

    @Test
    void costsWhatItCostsOnPostgres() {
        try (PostgresDatabase database = PostgresDatabase.open(PostgresServer.newDatabase())) {
            fill(database.context(), "generate_series(%d, %d) AS numbers(n)");
            var _ = database.context().execute("ANALYZE relationship");
            measure("PostgreSQL", database);
        }
    }

    private static void fill(DSLContext context, String numbers) {
        StringBuilder npi = new StringBuilder("CASE MOD(n, " + PROVIDERS + ")");
        for (int i = 0; i < PROVIDERS; i++) {
            npi.append(" WHEN ").append(i).append(" THEN '").append(ofRow(i).digits()).append("'");
        }
        for (int first = 1; first < ROWS; first += AT_ONCE) {
            String some = numbers.formatted(first, first + AT_ONCE - 1);
            assertThat(fill(context, npi + " END", some)).isEqualTo(AT_ONCE);
        }
    }

    // In parts, each well within the time that a statement may take.
    private static int fill(DSLContext context, String npi, String numbers) {
        return context.execute(
                """
                INSERT INTO relationship (id, patient_agent_id, provider_npi, patient_endpoint,
                    consented_actions, consent_issued_at, created_at, updated_at, active_key)
                SELECT CAST('00000000-0000-4000-8000-' || LPAD(CAST(n AS VARCHAR), 12, '0') AS UUID),
                    'patient-' || n, %s, 'wss://agent.example/inbox', 'read' || CHR(10),
                    1700000000 + n, 1700000000 + n, 1700000000 + n, 1
                FROM %s
                """
                        .formatted(npi, numbers));
    }

    private static void measure(String kind, Database database) {
        RelationshipStore store =
                new JooqRelationshipStore(database.context(), Durability.BY_COMMIT);
        Optional<RelationshipId> deep = Optional.of(row(ROWS - DEEP));
        RelationshipFilter one =
                new RelationshipFilter(Optional.empty(), Optional.of(ofRow(0)), Optional.empty());
        say(kind, "first page", store, RelationshipFilter.ALL, Optional.empty());
        say(kind, "page at " + DEEP, store, RelationshipFilter.ALL, deep);
        say(kind, "first page of a provider", store, one, Optional.empty());
        say(kind, "page of a provider at " + DEEP / PROVIDERS, store, one, deep);
    }

    private static void say(
            String kind,
            String what,
            RelationshipStore store,
            RelationshipFilter filter,
            Optional<RelationshipId> after) {
        long[] micros = new long[LOOKS];
        for (int i = 0; i < LOOKS; i++) {
            long start = System.nanoTime();
            assertThat(store.list(filter, after, PAGE)).hasSize(PAGE);
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "%s, %s: median %d µs, fastest %d µs%n", kind, what, micros[LOOKS / 2], micros[0]);
    }

    private static Npi ofRow(int number) {
        return provider(number % PROVIDERS + 1);
    }

    private static RelationshipId row(int number) {
        return new RelationshipId(
                UUID.fromString("00000000-0000-4000-8000-%012d".formatted(number)));
    }
}
