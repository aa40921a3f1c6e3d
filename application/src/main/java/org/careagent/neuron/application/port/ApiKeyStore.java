package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The API keys of this Neuron: what is known of each, and its hash (REST API, "Access"). None is
/// ever removed. Safe for use by many threads; its methods throw an unchecked exception when the
/// storage fails.
public interface ApiKeyStore {
    /// The key of that hash, revoked and expired ones included.
    Optional<ApiKey> find(ApiKeyHash hash);

    /// All keys, revoked and expired ones included, in the order in which they were made.
    List<KeptApiKey> all();

    /// Keeps when keys were last used. A time only ever moves forward, whichever node tells of it;
    /// a key that is not there is passed over. It is no [Write]: nothing is owed to the audit trail
    /// for it, which has every request already.
    ///
    /// On return all of it is durable (where the storage is a durable one); if this throws, all or
    /// none may be kept, and it can be told again.
    void used(Map<ApiKeyId, Instant> lastUses);
}
