package org.careagent.neuron.domain.access;

/// What an API key is good for (REST API, "Access").
public enum Scope {
    /// The routes marked so.
    READ,
    /// The routes of providers, for one of them or for all.
    PROVIDER,
    /// Everything.
    ADMIN
}
