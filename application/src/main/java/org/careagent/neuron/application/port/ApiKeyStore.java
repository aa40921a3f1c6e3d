package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;

import java.util.List;
import java.util.Optional;

/// The API keys of this Neuron: what is known of each, and its hash (REST API, "Access"). None is
/// ever removed. Safe for use by many threads; its methods throw an unchecked exception when the
/// storage fails.
public interface ApiKeyStore {
    /// The key of that hash, revoked and expired ones included.
    Optional<ApiKey> find(ApiKeyHash hash);

    /// All keys, revoked and expired ones included, in the order in which they were made.
    List<ApiKey> all();
}
