package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.port.Samples.provider;

import org.careagent.neuron.application.port.ApiKeyStore.Revocation;
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

    /// The store under test: empty when a test begins, the same one until it ends.
    protected abstract ApiKeyStore store();

    @Test
    void findsNoKeyThatWasNotAdded() {
        assertThat(store().all()).isEmpty();
        assertThat(store().find(hash(1))).isEmpty();
    }

    @Test
    void findsAKeyByItsHashAlone() {
        store().add(key(1), hash(1));
        store().add(key(2), hash(2));

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

        store().add(full, hash(1));

        assertThat(store().find(hash(1))).contains(full);
        assertThat(store().all()).containsExactly(full);
    }

    @Test
    void listsAllInTheOrderInWhichTheyWereMade() {
        store().add(key(3), hash(3));
        store().add(key(1), hash(1));
        store().add(key(2), hash(2));

        assertThat(store().all()).containsExactly(key(1), key(2), key(3));
    }

    @Test
    void keepsARevokedKeyAndSaysWhenItWasRevoked() {
        store().add(key(1), hash(1));
        store().add(key(2), hash(2));

        assertThat(store().revoke(key(1).id(), REVOKED)).isEqualTo(Revocation.REVOKED);

        assertThat(store().find(hash(1))).contains(key(1).revoked(REVOKED));
        assertThat(store().all()).containsExactly(key(1).revoked(REVOKED), key(2));
    }

    @Test
    void revokesAKeyOnce() {
        store().add(key(1), hash(1));
        assertThat(store().revoke(key(1).id(), REVOKED)).isEqualTo(Revocation.REVOKED);

        assertThat(store().revoke(key(1).id(), REVOKED.plusSeconds(1)))
                .isEqualTo(Revocation.ALREADY_REVOKED);

        assertThat(store().find(hash(1))).contains(key(1).revoked(REVOKED));
    }

    @Test
    void revokesNoKeyThatItDoesNotKnow() {
        assertThat(store().revoke(key(1).id(), REVOKED)).isEqualTo(Revocation.UNKNOWN);
    }

    @Test
    void letsOneOfManyRacersRevoke() throws Exception {
        store().add(key(1), hash(1));
        List<Revocation> outcomes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Revocation>> racers =
                    IntStream.range(0, RACERS)
                            .<Callable<Revocation>>mapToObj(
                                    i -> () -> store().revoke(key(1).id(), REVOKED.plusSeconds(i)))
                            .toList();
            outcomes = threads.invokeAll(racers).stream().map(Future::resultNow).toList();
        }

        int winner = outcomes.indexOf(Revocation.REVOKED);
        assertThat(outcomes).containsOnlyOnce(Revocation.REVOKED);
        assertThat(outcomes).doesNotContain(Revocation.UNKNOWN);
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
