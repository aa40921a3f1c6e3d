package org.careagent.neuron.adapters.outbound.jooq;

/// The database could not be opened now; in a moment it may be there. So it is with a server that
/// starts together with the Neuron.
public final class DatabaseAwayException extends DatabaseNotOpenedException {
    private static final long serialVersionUID = 1L;

    private final String what;

    DatabaseAwayException(String message, String what) {
        super(message);
        this.what = what;
    }

    /// What failed, without what to do about it: for whoever waits.
    public String what() {
        return what;
    }
}
