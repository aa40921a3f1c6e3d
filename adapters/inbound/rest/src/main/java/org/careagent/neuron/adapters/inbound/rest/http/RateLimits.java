package org.careagent.neuron.adapters.inbound.rest.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// How often each key may ask: a token bucket a key (REST API, "Access"). There are as many as
/// there are good keys that were used since the start, and an administrator has made each of those.
final class RateLimits {
    private final Bandwidth share;
    private final TimeMeter time;
    private final Map<ApiKeyId, Bucket> buckets = new ConcurrentHashMap<>();

    /// @param most how many requests at once
    /// @param window in which so many come again, one after the other
    /// @param nanos never goes backwards, as [System#nanoTime]
    RateLimits(int most, Duration window, LongSupplier nanos) {
        this.share = Bandwidth.builder().capacity(most).refillGreedy(most, window).build();
        this.time = new Meter(nanos);
    }

    /// Takes one request of `key`'s share.
    ///
    /// @return empty if it had one left; else how long until it has
    Optional<Duration> take(ApiKeyId key) {
        Bucket bucket =
                buckets.computeIfAbsent(
                        key,
                        _ ->
                                Bucket.builder()
                                        .addLimit(share)
                                        .withCustomTimePrecision(time)
                                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private record Meter(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
