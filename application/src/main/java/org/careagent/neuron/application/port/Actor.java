package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.access.ApiKeyId;

/// Who did what an administrative entry of the audit trail tells (audit log, member `actor`).
///
/// @param name as it goes into the entry
public record Actor(String name) {
    /// Somebody at the machine itself, as its operating system calls them.
    public static Actor operator(String user) {
        return new Actor("operator:" + user);
    }

    /// Whoever uses that API key.
    public static Actor key(ApiKeyId id) {
        return new Actor("key:" + id);
    }
}
