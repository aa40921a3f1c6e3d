package org.careagent.neuron.application.introduction;

import org.careagent.neuron.application.access.CheckApiKey;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.NonceSource;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.consent.Signature;
import org.careagent.neuron.domain.consent.SignatureVerifier;
import org.careagent.neuron.domain.entrance.Denial;
import org.careagent.neuron.domain.entrance.Entrance;
import org.careagent.neuron.domain.entrance.ProviderChallenge;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Finds out who comes to a provider's stream, and tells the audit trail of it. Safe for use by
/// many threads.
public final class StreamGate {
    // A key whose private half everybody knows (RFC 8032, section 7.1, test 1). Where there is no
    // key to verify by, this one is, and the outcome counts for nothing: so it takes as long.
    private static final ProviderKey DECOY =
            new ProviderKey(
                    Bytes.of(
                            HexFormat.of()
                                    .parseHex(
                                            "d75a980182b10ab7d54bfed3c964073a"
                                                    + "0ee172f3daa62325af021a68f707511a")));

    private final Npi organization;
    private final Duration challengeTime;
    private final ProviderDirectory providers;
    private final CheckApiKey keys;
    private final SignatureVerifier signatures;
    private final NonceSource nonces;
    private final Floods failures;
    private final Journal journal;

    /// @param organization whose Neuron it is
    /// @param challengeTime how long an answer to a challenge may take
    /// @param providers who is registered, and with which key
    /// @param keys tells good API keys
    /// @param signatures tells good signatures
    /// @param nonces where challenges come from
    /// @param failures how often an address may fail
    /// @param journal is told of everybody
    public StreamGate(
            Npi organization,
            Duration challengeTime,
            ProviderDirectory providers,
            CheckApiKey keys,
            SignatureVerifier signatures,
            NonceSource nonces,
            Floods failures,
            Journal journal) {
        this.organization = organization;
        this.challengeTime = challengeTime;
        this.providers = providers;
        this.keys = keys;
        this.signatures = signatures;
        this.nonces = nonces;
        this.failures = failures;
        this.journal = journal;
    }

    /// What becomes of an API key.
    sealed interface Check {
        /// Come in.
        record Passed(Access access) implements Check {}

        /// No.
        record Failed(Denial why) implements Check {}
    }

    /// Whether the API key `text` lets `visit` in. If so, that is recorded.
    Check check(String text, Visit visit) {
        return switch (keys.check(Optional.of(text))) {
            case CheckApiKey.Outcome.Refused(CheckApiKey.Reason reason) ->
                    new Check.Failed(denial(reason));
            case CheckApiKey.Outcome.Good(ApiKey key) -> {
                Optional<Denial> denied = denial(key, visit.provider());
                if (denied.isPresent()) {
                    yield new Check.Failed(denied.get());
                }
                journal.record(new AuditEvent.ApiRequested("GET", visit.path(), key.id()));
                yield new Check.Passed(new Access.ByApiKey(ApiKeyHash.of(text)));
            }
        };
    }

    private static Denial denial(CheckApiKey.Reason reason) {
        return switch (reason) {
            case MISSING, UNKNOWN -> Denial.KEY_UNKNOWN;
            case EXPIRED -> Denial.KEY_EXPIRED;
            case REVOKED -> Denial.KEY_REVOKED;
        };
    }

    private Optional<Denial> denial(ApiKey key, Npi provider) {
        if (!key.permits(provider)) {
            return Optional.of(Denial.KEY_OF_ANOTHER);
        }
        return providers.find(provider).isEmpty()
                ? Optional.of(Denial.UNKNOWN_PROVIDER)
                : Optional.empty();
    }

    /// A challenge for whoever comes without a key, whether there is such a provider or not.
    Entrance.AwaitingProof challenge(Visit visit, Instant now) {
        return Entrance.AwaitingProof.of(
                organization, visit.provider(), nonces.nextNonce(), challengeTime, now);
    }

    /// What `answer` to `challenge` amounts to.
    Entrance.Input examine(ProviderChallenge challenge, Signature answer) {
        Optional<Provider> provider = providers.find(challenge.provider());
        Optional<ProviderKey> key = provider.flatMap(Provider::key);
        boolean holds = challenge.isMetBy(answer, key.orElse(DECOY), signatures);
        if (key.isPresent() && holds) {
            return new Entrance.Input.RightAnswerGiven(key.get());
        }
        return new Entrance.Input.WrongAnswerGiven(
                provider.isEmpty()
                        ? Denial.UNKNOWN_PROVIDER
                        : key.isEmpty() ? Denial.NO_KEY_REGISTERED : Denial.WRONG_ANSWER);
    }

    /// Records that `visit` was denied, or counts it if its address has failed too often.
    void denied(Visit visit, Denial why) {
        String address = visit.source().text();
        if (failures.take(address)) {
            journal.record(new AuditEvent.AuthFailed("GET", visit.path(), why.reason()));
        } else {
            failures.count(address);
        }
    }

    /// Whether what somebody was let in by would let it in now.
    boolean stillHolds(Access access, Npi provider) {
        return switch (access) {
            case Access.ByApiKey(ApiKeyHash hash) ->
                    keys.check(hash) instanceof CheckApiKey.Outcome.Good(ApiKey key)
                            && denial(key, provider).isEmpty();
            case Access.BySignature(ProviderKey key) ->
                    providers.find(provider).flatMap(Provider::key).filter(key::equals).isPresent();
        };
    }
}
