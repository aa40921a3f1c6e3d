package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.APPLIED;
import static org.careagent.neuron.application.port.ChangeStore.Outcome.CONFLICT;
import static org.careagent.neuron.application.port.Samples.apply;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// What every [ApiKeyStore] does.
@Timeout(60)
public abstract class ApiKeyStoreContract {
    private static final int RACERS = 16;
    private static final Instant MADE = Instant.parse("2026-03-04T05:06:07.123456789Z");
    private static final Instant REVOKED = MADE.plusSeconds(60).plusNanos(1);

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    private ApiKeyStore store() {
        return storage().apiKeys();
    }

    private void add(ApiKey key, ApiKeyHash hash) {
        assertThat(apply(storage(), new Write.AddApiKey(key, hash))).isEqualTo(APPLIED);
    }

    private Outcome revoke(ApiKeyId id, Instant at) {
        return apply(storage(), new Write.RevokeApiKey(id, at));
    }

    @Test
    void findsNoKeyThatWasNotAdded() {
        assertThat(store().all()).isEmpty();
        assertThat(store().find(hash(1))).isEmpty();
    }

    @Test
    void findsAKeyByItsHashAlone() {
        add(key(1), hash(1));
        add(key(2), hash(2));

        assertThat(store().find(hash(2))).contains(key(2));
        assertThat(store().find(hash(3))).isEmpty();
    }

    @Test
    void losesNothingOfAKey() {
        ApiKey full =
                new ApiKey(
                        key(1).id(),
                        " door; DROP TABLE \uD83E\uDE7A ",
                        Set.of(Scope.values()),
                        Optional.of(provider(1)),
                        MADE,
                        Optional.of(MADE.plusNanos(1)),
                        Optional.empty());

        add(full, hash(1));

        assertThat(store().find(hash(1))).contains(full);
        assertThat(store().all()).containsExactly(full);
    }

    @Test
    void listsAllInTheOrderInWhichTheyWereMade() {
        add(key(3), hash(3));
        add(key(1), hash(1));
        add(key(2), hash(2));

        assertThat(store().all()).containsExactly(key(1), key(2), key(3));
    }

    @Test
    void keepsARevokedKeyAndSaysWhenItWasRevoked() {
        add(key(1), hash(1));
        add(key(2), hash(2));

        assertThat(revoke(key(1).id(), REVOKED)).isEqualTo(APPLIED);

        assertThat(store().find(hash(1))).contains(key(1).revoked(REVOKED));
        assertThat(store().all()).containsExactly(key(1).revoked(REVOKED), key(2));
    }

    @Test
    void revokesAKeyOnce() {
        add(key(1), hash(1));
        assertThat(revoke(key(1).id(), REVOKED)).isEqualTo(APPLIED);

        assertThat(revoke(key(1).id(), REVOKED.plusSeconds(1))).isEqualTo(CONFLICT);

        assertThat(store().find(hash(1))).contains(key(1).revoked(REVOKED));
    }

    @Test
    void revokesNoKeyThatItDoesNotKnow() {
        assertThat(revoke(key(1).id(), REVOKED)).isEqualTo(CONFLICT);
    }

    @Test
    void letsOneOfManyRacersRevoke() throws Exception {
        add(key(1), hash(1));
        List<Outcome> outcomes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> racers =
                    IntStream.range(0, RACERS)
                            .<Callable<Outcome>>mapToObj(
                                    i -> () -> revoke(key(1).id(), REVOKED.plusSeconds(i)))
                            .toList();
            outcomes = threads.invokeAll(racers).stream().map(Future::resultNow).toList();
        }

        int winner = outcomes.indexOf(APPLIED);
        assertThat(outcomes).containsOnlyOnce(APPLIED);
        assertThat(store().find(hash(1))).contains(key(1).revoked(REVOKED.plusSeconds(winner)));
    }

    private static ApiKeyHash hash(int number) {
        return FakeApiKeySource.key(number).hash();
    }

    // The later the number, the later made, by a nanosecond.
    private static ApiKey key(int number) {
        return new ApiKey(
                new ApiKeyId(FakeIdSource.id(number)),
                "key " + number,
                Set.of(Scope.READ),
                Optional.empty(),
                MADE.plusNanos(number),
                Optional.empty(),
                Optional.empty());
    }
}
