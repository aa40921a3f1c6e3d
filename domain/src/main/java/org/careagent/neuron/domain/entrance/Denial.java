package org.careagent.neuron.domain.entrance;

/// Why somebody gets nothing to hear, exactly: for the audit trail. Whoever is denied learns none
/// of it, so that nobody can find out who is registered.
public enum Denial {
    /// The signature is not that of the registered key.
    WRONG_ANSWER("wrong signature"),
    /// No provider of that NPI is registered.
    UNKNOWN_PROVIDER("provider not registered"),
    /// The provider has registered no key.
    NO_KEY_REGISTERED("provider without a key"),
    /// It said something else than what was due, as a patient's agent does.
    OUT_OF_ORDER("message out of order"),
    /// It gave no answer in time.
    TOO_SLOW("no answer in time"),
    /// It came with an API key that nobody was given.
    KEY_UNKNOWN("unknown"),
    /// It came with an API key whose time is over.
    KEY_EXPIRED("expired"),
    /// It came with an API key that was revoked.
    KEY_REVOKED("revoked"),
    /// It came with a good API key that is not for this provider.
    KEY_OF_ANOTHER("scope lacking");

    private final String reason;

    Denial(String reason) {
        this.reason = reason;
    }

    /// In words that the audit trail keeps for good.
    public String reason() {
        return reason;
    }
}
