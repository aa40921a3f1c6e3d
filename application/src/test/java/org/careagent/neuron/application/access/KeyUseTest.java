package org.careagent.neuron.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.FakeApiKeySource;
import org.careagent.neuron.application.port.FakeIdSource;
import org.careagent.neuron.application.port.FakeStorage;
import org.careagent.neuron.application.port.KeptApiKey;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.ManualTimers;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class KeyUseTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ApiKeyId FIRST = new ApiKeyId(FakeIdSource.id(1));
    private static final ApiKeyId SECOND_KEY = new ApiKeyId(FakeIdSource.id(2));

    private final ManualClock clock = new ManualClock(NOW);
    private final ManualTimers timers = new ManualTimers(clock);
    private final FakeStorage storage = new FakeStorage();
    private final WatchedStore store = new WatchedStore(storage.apiKeys());
    private final KeyUse use = new KeyUse(store, timers, clock);
    private final CheckApiKey check = new CheckApiKey(store, use, clock);

    /// A store that tells what it was told, and can fail.
    private static final class WatchedStore implements ApiKeyStore {
        private final ApiKeyStore real;
        private final List<Map<ApiKeyId, Instant>> told = new ArrayList<>();
        private boolean failing;
        private Runnable meanwhile = () -> {};

        private WatchedStore(ApiKeyStore real) {
            this.real = real;
        }

        @Override
        public Optional<ApiKey> find(ApiKeyHash hash) {
            return real.find(hash);
        }

        @Override
        public List<KeptApiKey> all() {
            return real.all();
        }

        @Override
        public void used(Map<ApiKeyId, Instant> lastUses) {
            told.add(lastUses);
            if (failing) {
                throw new IllegalStateException("no room");
            }
            real.used(lastUses);
            meanwhile.run();
        }
    }

    @Test
    void storesTheLastUseOfAllKeysOnceAMinuteHoweverManyRequestsCome() {
        addKeys();
        use.start();

        for (int i = 0; i < 30; i++) {
            present(1);
            clock.advance(SECOND);
        }
        present(2);

        assertThat(store.told).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(store.told)
                .containsExactly(
                        Map.of(FIRST, NOW.plusSeconds(29), SECOND_KEY, NOW.plusSeconds(30)));
        assertThat(lastUses()).containsExactly(at(29), at(30));
    }

    @Test
    void storesNothingWhileNoKeyIsUsed() {
        addKeys();
        use.start();
        present(1);
        clock.advance(KeyUse.INTERVAL);

        clock.advance(KeyUse.INTERVAL);
        clock.advance(KeyUse.INTERVAL);

        assertThat(store.told).hasSize(1);
    }

    @Test
    void storesTheUsesOfEachMinute() {
        addKeys();
        use.start();
        present(1);
        clock.advance(KeyUse.INTERVAL);
        present(1);
        present(2);
        clock.advance(KeyUse.INTERVAL);

        assertThat(store.told)
                .containsExactly(
                        Map.of(FIRST, NOW),
                        Map.of(FIRST, NOW.plusSeconds(60), SECOND_KEY, NOW.plusSeconds(60)));
    }

    @Test
    void countsNoKeyThatIsGoodForNothing() {
        addKeys();
        use.start();
        var _ = Samples.apply(storage, new Write.RevokeApiKey(FIRST, NOW));

        present(1);
        present(3);
        clock.advance(KeyUse.INTERVAL);

        assertThat(store.told).isEmpty();
    }

    @Test
    void failsNoRequestWhenTheStorageFailsAndTriesAgainAMinuteLater() {
        addKeys();
        use.start();
        store.failing = true;
        present(1);
        clock.advance(KeyUse.INTERVAL);
        assertThat(lastUses()).containsExactly(Optional.empty(), Optional.empty());

        present(2);
        store.failing = false;
        clock.advance(KeyUse.INTERVAL);

        assertThat(lastUses()).containsExactly(at(0), at(60));
        assertThat(timers.thrown()).isEmpty();
    }

    @Test
    void losesNoUseThatComesWhileItStores() {
        addKeys();
        use.start();
        present(1);
        store.meanwhile = () -> use.used(FIRST, NOW.plusSeconds(61));
        clock.advance(KeyUse.INTERVAL);
        store.meanwhile = () -> {};

        clock.advance(KeyUse.INTERVAL);

        assertThat(lastUses()).containsExactly(at(61), Optional.empty());
    }

    @Test
    void keepsTheLaterOfTwoUsesWhicheverIsToldFirst() {
        addKeys();
        use.used(FIRST, NOW.plusSeconds(2));
        use.used(FIRST, NOW);

        use.close();

        assertThat(lastUses()).containsExactly(at(2), Optional.empty());
    }

    @Test
    void storesOnceMoreWhenItIsClosedAndNothingAfterwards() {
        addKeys();
        use.start();
        present(1);

        use.close();
        use.close();

        assertThat(lastUses()).containsExactly(at(0), Optional.empty());
        assertThat(store.told).hasSize(1);
        assertThat(timers.pending()).isZero();
    }

    @Test
    void closesAlsoWhenTheStorageFails() {
        addKeys();
        use.start();
        store.failing = true;
        present(1);

        use.close();

        assertThat(timers.pending()).isZero();
    }

    private void present(int number) {
        var _ = check.check(Optional.of(FakeApiKeySource.key(number).reveal()));
    }

    private void addKeys() {
        add(FIRST, 1);
        add(SECOND_KEY, 2);
    }

    private void add(ApiKeyId id, int number) {
        ApiKey key =
                new ApiKey(
                        id,
                        "key " + number,
                        Set.of(Scope.READ),
                        Optional.empty(),
                        NOW.minusSeconds(10).plusNanos(number),
                        Optional.empty(),
                        Optional.empty());
        var _ =
                Samples.apply(
                        storage, new Write.AddApiKey(key, FakeApiKeySource.key(number).hash()));
    }

    private List<Optional<Instant>> lastUses() {
        return store.all().stream().map(KeptApiKey::lastUsedAt).toList();
    }

    private static Optional<Instant> at(int second) {
        return Optional.of(NOW.plusSeconds(second));
    }
}
