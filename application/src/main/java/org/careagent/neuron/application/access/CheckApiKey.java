package org.careagent.neuron.application.access;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Finds out what the key is good for that a request comes with (REST API, "Access").
///
/// The storage is asked each time, so a revocation takes effect at once, on every node. It is asked
/// for the SHA-256 of what was presented: how long it compares hashes tells nothing of a key.
public final class CheckApiKey {
    private final ApiKeyStore keys;
    private final KeyUse use;
    private final InstantSource clock;

    /// @param keys where keys are kept
    /// @param use is told of every key that is good, whatever it is then used for
    /// @param clock what their expiry is judged by
    public CheckApiKey(ApiKeyStore keys, KeyUse use, InstantSource clock) {
        this.keys = keys;
        this.use = use;
        this.clock = clock;
    }

    /// What a key turns out to be.
    public sealed interface Outcome {
        /// It is good.
        record Good(ApiKey key) implements Outcome {}

        /// It is good for nothing.
        record Refused(Reason reason) implements Outcome {}
    }

    /// Why a key is good for nothing: for the audit trail, never for whoever presents it.
    public enum Reason {
        /// There is none.
        MISSING,
        /// Nobody has been given this one.
        UNKNOWN,
        /// Its time is over.
        EXPIRED,
        /// It was revoked.
        REVOKED
    }

    /// What becomes of whoever presents `text`.
    ///
    /// @param text as it came; empty, if none did
    public Outcome check(Optional<String> text) {
        return text.map(ApiKeyHash::of)
                .map(this::check)
                .orElse(new Outcome.Refused(Reason.MISSING));
    }

    /// What becomes of whoever has presented the key of that hash before.
    public Outcome check(ApiKeyHash hash) {
        return keys.find(hash).map(this::judge).orElse(new Outcome.Refused(Reason.UNKNOWN));
    }

    private Outcome judge(ApiKey key) {
        Instant now = clock.instant();
        if (key.isGoodAt(now)) {
            use.used(key.id(), now);
            return new Outcome.Good(key);
        }
        return new Outcome.Refused(key.revokedAt().isPresent() ? Reason.REVOKED : Reason.EXPIRED);
    }
}
