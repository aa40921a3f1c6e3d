package org.careagent.neuron.application.handshake;

import org.careagent.neuron.domain.consent.Presentation;
import org.careagent.neuron.domain.consent.Signature;

/// What a patient agent says (handshake protocol, section 2).
public sealed interface PatientMessage {
    /// `handshake.auth`
    record Auth(Presentation presentation) implements PatientMessage {}

    /// `handshake.challenge_response`
    record ChallengeResponse(Signature signedNonce) implements PatientMessage {}

    /// Something that could not be read.
    ///
    /// @param whatToMend plain words for the developer of the agent, without a value from the
    ///   message
    record Unreadable(String whatToMend) implements PatientMessage {}
}
