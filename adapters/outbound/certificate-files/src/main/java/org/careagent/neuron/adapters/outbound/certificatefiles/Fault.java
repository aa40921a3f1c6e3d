package org.careagent.neuron.adapters.outbound.certificatefiles;

/// Why files cannot be used, in words for an administrator; nothing of what they hold is in them.
///
/// @param words what is wrong, and in which file
/// @param advice what to do: a sentence
public record Fault(String words, String advice) {
    /// Both, on one line.
    public String line() {
        return words + ". " + advice;
    }
}
