package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.relationship.Relationship;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// How H2 goes about a list: along an index, in its order, so that a page costs the same wherever
/// it is and however many there are. H2 sees that only where the order names every column of the
/// index.
final class ListingPlanTest {
    @TempDir private static Path folder;
    private static final Emptied EMPTIED =
            new Emptied(() -> H2Database.open(folder.resolve("neuron.db")));
    private static final String ALONG_AN_INDEX = "index sorted";

    private final Database database = EMPTIED.database();
    private final Relationship first = relationship(patient(1), provider(1));
    private final List<String> asked = new ArrayList<>();
    private final DSLContext heard =
            database.context().configuration().derive(new Listener()).dsl();

    @AfterAll
    static void close() {
        EMPTIED.close();
    }

    @BeforeEach
    void establish() {
        assertThat(
                        Samples.apply(
                                JooqStorage.in(database, "in a test", "node 1"),
                                Samples.establish(first, key(1))))
                .isEqualTo(Outcome.APPLIED);
    }

    @Test
    void goesAlongAnIndexForAllRelationships() {
        assertPlanned(RelationshipFilter.ALL, Optional.empty());
        assertPlanned(RelationshipFilter.ALL, Optional.of(first));
    }

    @Test
    void goesAlongAnIndexForThoseOfAProvider() {
        RelationshipFilter ofProvider =
                new RelationshipFilter(
                        Optional.empty(), Optional.of(first.provider()), Optional.empty());

        assertPlanned(ofProvider, Optional.empty());
        assertPlanned(ofProvider, Optional.of(first));
    }

    @Test
    void goesAlongAnIndexForPendingIntroductions() {
        assertThat(
                        new JooqIntroductionStore(heard, Durability.BY_COMMIT)
                                .pending(first.provider(), Optional.empty(), 10))
                .hasSize(1);

        assertThat(plan()).contains(ALONG_AN_INDEX);
    }

    private void assertPlanned(RelationshipFilter filter, Optional<Relationship> after) {
        var _ =
                new JooqRelationshipStore(heard, Durability.BY_COMMIT)
                        .list(filter, after.map(Relationship::id), 10);

        assertThat(plan()).contains(ALONG_AN_INDEX);
    }

    private String plan() {
        return String.valueOf(database.context().fetchSingle("EXPLAIN " + asked.getLast()).get(0));
    }

    private final class Listener implements ExecuteListener {
        private static final long serialVersionUID = 1;

        @Override
        public void executeStart(ExecuteContext context) {
            asked.add(
                    DSL.using(context.configuration())
                            .renderInlined(Objects.requireNonNull(context.query())));
        }
    }
}
