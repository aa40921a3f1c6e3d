package org.careagent.neuron.application.port;

/// Who did what an administrative entry of the audit trail tells (audit log, member `actor`).
///
/// @param name as it goes into the entry
public record Actor(String name) {
    /// Somebody at the machine itself, as its operating system calls them.
    public static Actor operator(String user) {
        return new Actor("operator:" + user);
    }
}
