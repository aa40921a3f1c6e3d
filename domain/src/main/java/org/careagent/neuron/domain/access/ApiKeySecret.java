package org.careagent.neuron.domain.access;

import org.careagent.neuron.domain.identity.Bytes;

import java.util.Base64;

/// An API key itself: `nrn_` and 32 random bytes in base64url (REST API, "Access"). Shown once, to
/// whoever made it, and never kept.
public final class ApiKeySecret {
    /// How many random bytes are in a key.
    public static final int LENGTH = 32;

    private static final String PREFIX = "nrn_";

    private final String text;

    /// @param random from a cryptographic source
    /// @throws IllegalArgumentException if they are not [#LENGTH] bytes
    public ApiKeySecret(Bytes random) {
        if (random.length() != LENGTH) {
            throw new IllegalArgumentException("an API key has 32 random bytes");
        }
        text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random.toArray());
    }

    /// The key as its user sends it. For that user's eyes alone.
    public String reveal() {
        return text;
    }

    /// What the Neuron may keep of it.
    public ApiKeyHash hash() {
        return ApiKeyHash.of(text);
    }

    /// Never the key.
    @Override
    public String toString() {
        return PREFIX + "[secret]";
    }
}
