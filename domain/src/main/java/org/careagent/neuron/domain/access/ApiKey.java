package org.careagent.neuron.domain.access;

import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What is known of an API key: all but the key.
///
/// @param id its name for programs
/// @param name its name for people
/// @param scopes what it is good for, one at least
/// @param npi for which provider, if it has the scope [Scope#PROVIDER] for one alone
/// @param createdAt when it was made
/// @param expiresAt from when on it is good for nothing, if ever
/// @param revokedAt when it was revoked, if it was
public record ApiKey(
        ApiKeyId id,
        String name,
        Set<Scope> scopes,
        Optional<Npi> npi,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt) {

    /// @throws IllegalArgumentException if the name is not of visible characters, if there is no
    ///   scope, or if there is an NPI without [Scope#PROVIDER]
    public ApiKey {
        scopes = Set.copyOf(scopes);
        if (!Provider.isText(name) || scopes.isEmpty() || !fits(npi, scopes)) {
            throw new IllegalArgumentException(
                    "a key has a name and a scope, and an NPI with the scope provider alone");
        }
    }

    /// This key, revoked at that time.
    public ApiKey revoked(Instant at) {
        return new ApiKey(id, name, scopes, npi, createdAt, expiresAt, Optional.of(at));
    }

    /// Whether it is good for anything at `now`.
    public boolean isGoodAt(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }

    /// Whether it is good for what needs `scope`.
    public boolean permits(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }

    /// Whether it is good for what that provider alone may do.
    public boolean permits(Npi provider) {
        return scopes.contains(Scope.ADMIN)
                || (scopes.contains(Scope.PROVIDER) && npi.map(provider::equals).orElse(true));
    }

    /// Whether a key of these scopes may be one for that provider alone.
    public static boolean fits(Optional<Npi> npi, Set<Scope> scopes) {
        return npi.isEmpty() || scopes.contains(Scope.PROVIDER);
    }
}
