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
import java.util.Map;
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
    private static final Instant USED = MADE.plusSeconds(30).plusNanos(1);
    private static final Instant REVOKED = MADE.plusSeconds(60).plusNanos(1);

    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    private ApiKeyStore store() {
        return storage().apiKeys();
    }

    private List<ApiKey> all() {
        return store().all().stream().map(KeptApiKey::key).toList();
    }

    private Optional<Instant> lastUse(int number) {
        return store().all().stream()
                .filter(kept -> kept.hash().equals(hash(number)))
                .findFirst()
                .flatMap(KeptApiKey::lastUsedAt);
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
        assertThat(store().all()).containsExactly(KeptApiKey.unused(full, hash(1)));
    }

    @Test
    void listsAllInTheOrderInWhichTheyWereMade() {
        add(key(3), hash(3));
        add(key(1), hash(1));
        add(key(2), hash(2));

        assertThat(all()).containsExactly(key(1), key(2), key(3));
    }

    @Test
    void keepsARevokedKeyAndSaysWhenItWasRevoked() {
        add(key(1), hash(1));
        add(key(2), hash(2));

        assertThat(revoke(key(1).id(), REVOKED)).isEqualTo(APPLIED);

        assertThat(store().find(hash(1))).contains(key(1).revoked(REVOKED));
        assertThat(all()).containsExactly(key(1).revoked(REVOKED), key(2));
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

    @Test
    void keepsWhenKeysWereLastUsedToTheNanosecond() {
        add(key(1), hash(1));
        add(key(2), hash(2));
        add(key(3), hash(3));

        store().used(Map.of(key(1).id(), USED, key(2).id(), USED.plusNanos(1)));

        assertThat(store().all())
                .containsExactly(
                        new KeptApiKey(key(1), hash(1), Optional.of(USED)),
                        new KeptApiKey(key(2), hash(2), Optional.of(USED.plusNanos(1))),
                        KeptApiKey.unused(key(3), hash(3)));
    }

    @Test
    void movesALastUseForwardAndNeverBack() {
        add(key(1), hash(1));
        store().used(Map.of(key(1).id(), USED));

        store().used(Map.of(key(1).id(), USED.plusNanos(1)));
        store().used(Map.of(key(1).id(), USED.minusSeconds(60)));
        store().used(Map.of(key(1).id(), USED));

        assertThat(lastUse(1)).contains(USED.plusNanos(1));
    }

    @Test
    void passesOverTheUseOfAKeyThatItDoesNotKnow() {
        add(key(1), hash(1));

        store().used(Map.of(key(1).id(), USED, key(2).id(), USED));
        store().used(Map.of());

        assertThat(store().all())
                .containsExactly(new KeptApiKey(key(1), hash(1), Optional.of(USED)));
    }

    @Test
    void revocationAndUseLeaveEachOtherAlone() {
        add(key(1), hash(1));

        store().used(Map.of(key(1).id(), USED));
        assertThat(revoke(key(1).id(), REVOKED)).isEqualTo(APPLIED);
        store().used(Map.of(key(1).id(), USED.plusNanos(1)));

        assertThat(store().all())
                .containsExactly(
                        new KeptApiKey(
                                key(1).revoked(REVOKED), hash(1), Optional.of(USED.plusNanos(1))));
    }

    @Test
    void keepsTheLatestUseThatAnyOfManyRacersTellsOf() throws Exception {
        add(key(1), hash(1));
        add(key(2), hash(2));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> racers =
                    IntStream.range(0, RACERS)
                            .<Callable<Boolean>>mapToObj(i -> () -> tellOfUses(USED.plusNanos(i)))
                            .toList();
            assertThat(threads.invokeAll(racers)).extracting(Future::resultNow).containsOnly(true);
        }

        Instant latest = USED.plusNanos(RACERS - 1);
        assertThat(lastUse(1)).contains(latest);
        assertThat(lastUse(2)).contains(latest);
    }

    private boolean tellOfUses(Instant at) {
        store().used(Map.of(key(1).id(), at, key(2).id(), at));
        return true;
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
