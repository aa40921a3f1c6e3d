package org.careagent.neuron.adapters.outbound.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.establish;
import static org.careagent.neuron.application.port.Samples.key;
import static org.careagent.neuron.application.port.Samples.patient;
import static org.careagent.neuron.application.port.Samples.provider;
import static org.careagent.neuron.application.port.Samples.relationship;

import org.careagent.neuron.application.port.HeardIntroductions;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

/// What one node hears of another, on a PostgreSQL server.
@Timeout(120)
final class PostgresChannelTest {
    private static final Npi ADA = provider(1);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final PostgresAccess access = PostgresServer.newDatabase();
    private final HeardIntroductions ear = new HeardIntroductions();

    private Storage node(String name) {
        return JooqStorage.in(PostgresDatabase.open(access), "in a test", name);
    }

    private static void introduce(Storage storage, int number) {
        assertThat(apply(storage, establish(relationship(patient(number), ADA), key(number))))
                .isEqualTo(APPLIED);
    }

    @Test
    void hearsWithinASecondWhatAnotherNodeHasStored() {
        try (Storage one = node("one");
                Storage other = node("other");
                var _ = one.introductionSignal().listen(ear)) {
            assertThat(ear.isToldOfAnybody(LONG)).isTrue();

            introduce(other, 1);

            assertThat(ear.names(ADA, SOON)).isTrue();
        }
    }

    @Test
    void listensAgainAfterItsConnectionWasLost() {
        try (Storage one = node("one");
                Storage other = node("other");
                var _ = one.introductionSignal().listen(ear)) {
            assertThat(ear.isToldOfAnybody(LONG)).isTrue();

            PostgresServer.command(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE query LIKE '%pg_notify%' AND datname = '"
                            + access.url().replaceFirst(".*/", "")
                            + "'");

            assertThat(ear.isToldOfAnybody(LONG)).isTrue();
            boolean heard = false;
            for (int i = 1; i < 20 && !heard; i++) {
                introduce(other, i);
                heard = ear.names(ADA, SOON);
            }
            assertThat(heard).isTrue();
        }
    }

    @Test
    void isToldTimeAndAgainThatThereMayBeSomethingWhereTheServerHasNoNotify() {
        node("one").close();
        PostgresServer.execute(
                access,
                "CREATE FUNCTION public.pg_notify(text, text) RETURNS void AS"
                        + " 'BEGIN RAISE feature_not_supported; END' LANGUAGE plpgsql");
        PostgresServer.command(
                "ALTER ROLE neuron IN DATABASE "
                        + access.url().replaceFirst(".*/", "")
                        + " SET search_path = public, pg_catalog");
        try (Storage one = node("one");
                Storage other = node("other");
                var _ = one.introductionSignal().listen(ear)) {
            introduce(other, 1);

            assertThat(ear.isToldOfAnybody(SOON.multipliedBy(2))).isTrue();
            assertThat(ear.isToldOfAnybody(SOON.multipliedBy(2))).isTrue();
            assertThat(ear.namesSomebody()).isFalse();
        }
    }
}
