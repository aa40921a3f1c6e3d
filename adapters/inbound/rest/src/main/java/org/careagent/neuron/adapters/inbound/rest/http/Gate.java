package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.Status;

import org.careagent.neuron.application.access.CheckApiKey;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who comes in: whoever has a good key, and has not used up its share (REST API, "Access"). It
/// tells the audit trail of everybody.
public final class Gate {
    // What those without a key are good for, who need none. They share the share of one key.
    private static final ApiKey NO_KEY =
            new ApiKey(
                    new ApiKeyId(new UUID(0, 0)),
                    "without a key",
                    Set.of(Scope.PROVIDER),
                    Optional.empty(),
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty());

    private final CheckApiKey keys;
    private final RateLimits limits;
    private final Floods failures;
    private final Requests requests;

    /// How often one key may ask.
    ///
    /// @param most how many requests at once, 1 or more
    /// @param window in which so many come again, one after the other
    public record Share(int most, Duration window) {}

    /// A gate that nobody has come through yet.
    ///
    /// @param keys tells good ones
    /// @param share how often each may ask
    /// @param failures how often an address may come with a bad one
    /// @param journal is told of everybody
    /// @param clock tells the time
    public static Gate of(
            CheckApiKey keys, Share share, Floods failures, Journal journal, InstantSource clock) {
        return new Gate(
                keys,
                new RateLimits(share.most(), share.window(), System::nanoTime),
                failures,
                new Requests(journal, clock));
    }

    Gate(CheckApiKey keys, RateLimits limits, Floods failures, Requests requests) {
        this.keys = keys;
        this.limits = limits;
        this.failures = failures;
        this.requests = requests;
    }

    /// What the gate says.
    sealed interface Decision {
        /// Come in.
        record Admitted(ApiKey caller) implements Decision {}

        /// No.
        record Refused(Answer answer) implements Decision {}
    }

    Decision decide(Request request) {
        return switch (keys.check(request.key())) {
            case CheckApiKey.Outcome.Refused(CheckApiKey.Reason reason) ->
                    new Decision.Refused(refuse(request, reason));
            case CheckApiKey.Outcome.Good(ApiKey key) -> admit(request, key);
        };
    }

    /// Lets somebody in without a key. The audit trail tells of the key of all zeros.
    Decision admitWithoutKey(Request request) {
        return admit(request, NO_KEY);
    }

    /// Whether `caller` is somebody's key, and none that stands for no key at all.
    static boolean isKey(ApiKey caller) {
        return !caller.id().equals(NO_KEY.id());
    }

    // A good key is let in however many bad ones its address has tried: there is no guessing one,
    // and who shares an address with a stranger must not be locked out by it.
    private Answer refuse(Request request, CheckApiKey.Reason reason) {
        if (!failures.take(request.address())) {
            failures.count(request.address());
            return Answer.tooMany(failures.wait(request.address()));
        }
        requests.unknown(request, reason.name().toLowerCase(Locale.ROOT));
        return Answer.error(
                Status.UNAUTHORIZED_401,
                switch (reason) {
                    case MISSING -> "Missing API key";
                    case UNKNOWN, EXPIRED, REVOKED -> "Invalid API key";
                });
    }

    private Decision admit(Request request, ApiKey key) {
        Optional<Duration> wait = limits.take(key.id());
        if (wait.isPresent()) {
            requests.limited(request, key.id());
            return new Decision.Refused(Answer.tooMany(wait.get()));
        }
        requests.asked(request, key.id());
        return new Decision.Admitted(key);
    }
}
