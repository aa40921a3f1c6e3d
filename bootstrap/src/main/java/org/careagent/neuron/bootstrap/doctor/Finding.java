package org.careagent.neuron.bootstrap.doctor;

import java.util.Optional;

/// What was found of one thing.
///
/// @param subject what was looked at, in a word or two
/// @param words how it is, in plain words
/// @param advice what to do, if anything is to be done
public record Finding(Level level, String subject, String words, Optional<String> advice) {
    /// How bad it is.
    public enum Level {
        /// All is well.
        OK,
        /// It works, and may not be what is wanted.
        WARNING,
        /// It does not work, or is not safe.
        FAULT
    }

    static Finding ok(String subject, String words) {
        return new Finding(Level.OK, subject, words, Optional.empty());
    }

    static Finding warning(String subject, String words, String advice) {
        return new Finding(Level.WARNING, subject, words, Optional.of(advice));
    }

    static Finding fault(String subject, String words, String advice) {
        return new Finding(Level.FAULT, subject, words, Optional.of(advice));
    }
}
