package org.careagent.neuron.domain.consent;

import org.careagent.neuron.domain.identity.Bytes;

/// Reads the claims of a token whose signature holds (handshake protocol, section 3). A pure
/// function: the same bytes give the same answer, on any thread.
@FunctionalInterface
public interface ClaimsReader {
    /// The claims that `payload` spells, in either dialect of section 3.
    ///
    /// Malformed is what is not one strict JSON object (duplicate member names, numbers out of
    /// range, nesting deeper than 64, data after the object, lone surrogates) and what breaks the
    /// form of a claim, mixed dialects and an expiry from the year 10000 on among it. Nothing in
    /// the payload makes it throw.
    ClaimsReading read(Bytes payload);
}
