package org.careagent.neuron.adapters.inbound.websocket;

import org.careagent.neuron.domain.consent.ConsentFault;
import org.careagent.neuron.domain.handshake.ErrorCode;
import org.careagent.neuron.domain.handshake.Phase;
import org.careagent.neuron.domain.handshake.Refusal;

/// What a patient agent is told of a [Refusal] (handshake protocol, section 4): the one place that
/// knows. It says what to mend, and tells a stranger nothing about relationships; the exact reason
/// goes to the audit trail.
///
/// @param code the member `code` of `handshake.error`
/// @param message what to mend
/// @param closeCode the close code after it
record WireRefusal(ErrorCode code, String message, int closeCode) {
    private static final int TOO_SLOW = 4001;
    private static final int UNREADABLE = 4002;
    private static final int REFUSED = 4003;
    private static final int INTERNAL_ERROR = 1011;

    // One text for three reasons: which of them it was would tell whether a relationship exists.
    private static final String DOES_NOT_FIT =
            "The consent does not fit this agent: check that patient_agent_id is the same in the message"
                    + " and in the token, that the key is the one this agent has always used here, and"
                    + " that the consent was given after any earlier one was ended.";

    static WireRefusal of(Refusal refusal) {
        return new WireRefusal(refusal.code(), text(refusal), closeCode(refusal));
    }

    private static int closeCode(Refusal refusal) {
        return switch (refusal) {
            case Refusal.TooSlow _ -> TOO_SLOW;
            case Refusal.UnreadableMessage _, Refusal.OutOfOrder _ -> UNREADABLE;
            case Refusal.InvalidConsent _,
                    Refusal.ConsentExpired _,
                    Refusal.WrongAnswer _,
                    Refusal.KeyMismatch _,
                    Refusal.ConsentPredatesTermination _,
                    Refusal.UnknownProvider _ ->
                    REFUSED;
            case Refusal.ServerFault _ -> INTERNAL_ERROR;
        };
    }

    private static String text(Refusal refusal) {
        return switch (refusal) {
            case Refusal.UnreadableMessage(String whatToMend) -> whatToMend;
            case Refusal.OutOfOrder _ ->
                    "This message was not due: handshake.auth comes first, and"
                            + " handshake.challenge_response after the challenge.";
            case Refusal.InvalidConsent(ConsentFault fault) -> text(fault);
            case Refusal.ConsentExpired _ -> text(new ConsentFault.Expired());
            case Refusal.WrongAnswer _ ->
                    "signed_nonce does not hold: sign the 32 bytes that the hex digits of the nonce"
                            + " stand for, with Ed25519 and the key in patient_public_key.";
            case Refusal.KeyMismatch _, Refusal.ConsentPredatesTermination _ -> DOES_NOT_FIT;
            case Refusal.UnknownProvider _ ->
                    "The provider of the consent token is not registered here: check provider_npi, and"
                            + " that this is the right organisation.";
            case Refusal.TooSlow(Phase phase) -> text(phase);
            case Refusal.ServerFault _ -> "Internal server error";
        };
    }

    private static String text(ConsentFault fault) {
        return switch (fault) {
            case ConsentFault.BadKey _ ->
                    "patient_public_key is not an acceptable Ed25519 key: send the raw 32 bytes of the"
                            + " public key, as the x of an OKP JWK.";
            case ConsentFault.BadSignature _ ->
                    "consent_token_signature does not hold: it must be the 64-byte Ed25519 signature over"
                            + " exactly the bytes of consent_token_payload, made with the key in"
                            + " patient_public_key.";
            case ConsentFault.MalformedClaims(String whatToMend) ->
                    "The payload of the consent token is malformed: " + whatToMend;
            case ConsentFault.NotYetValid _ ->
                    "The consent token is dated more than 60 seconds ahead: check the clock that set its"
                            + " time of issue.";
            case ConsentFault.ExpiresBeforeIssued _ ->
                    "The consent token expires before it was issued: its expiry must be later than its"
                            + " time of issue.";
            case ConsentFault.Expired _ ->
                    "The consent token has expired: ask the patient for a new one.";
            case ConsentFault.IdentityMismatch _ -> DOES_NOT_FIT;
        };
    }

    private static String text(Phase phase) {
        return switch (phase) {
            case AUTHENTICATING ->
                    "No handshake.auth came in time: send it as soon as the connection is open.";
            case CHALLENGED ->
                    "No handshake.challenge_response came in time: answer the challenge at once.";
        };
    }
}
