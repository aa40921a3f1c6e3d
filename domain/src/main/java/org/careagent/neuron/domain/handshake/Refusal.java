package org.careagent.neuron.domain.handshake;

import org.careagent.neuron.domain.consent.ConsentFault;

import java.util.Locale;

/// Why a handshake was refused, exactly: for the audit trail and the log. What the patient agent is
/// told is less, where more would tell a stranger whether a relationship exists (handshake
/// protocol, section 4).
public sealed interface Refusal {
    /// A message that could not be read.
    ///
    /// @param whatToMend plain words for the developer of the agent, without a value from the
    ///   message
    record UnreadableMessage(String whatToMend) implements Refusal {}

    /// A readable message, at a time when another was due.
    record OutOfOrder() implements Refusal {}

    /// The token does not hold.
    record InvalidConsent(ConsentFault fault) implements Refusal {}

    /// The token ran out between its check and the answer to the challenge.
    record ConsentExpired() implements Refusal {}

    /// The signature over the nonce does not hold.
    record WrongAnswer() implements Refusal {}

    /// The agent id is bound to another key.
    record KeyMismatch() implements Refusal {}

    /// An earlier relationship was terminated, and the token is not dated between that and now.
    record ConsentPredatesTermination() implements Refusal {}

    /// The provider is not registered with this Neuron.
    record UnknownProvider() implements Refusal {}

    /// The patient agent took too long.
    record TooSlow(Phase phase) implements Refusal {}

    /// Something failed on our side.
    record ServerFault() implements Refusal {}

    /// The code of `handshake.error`.
    default ErrorCode code() {
        return switch (this) {
            case UnreadableMessage _, OutOfOrder _ -> ErrorCode.INVALID_MESSAGE;
            case InvalidConsent(ConsentFault.MalformedClaims _) -> ErrorCode.INVALID_MESSAGE;
            case InvalidConsent _,
                    ConsentExpired _,
                    WrongAnswer _,
                    KeyMismatch _,
                    ConsentPredatesTermination _ ->
                    ErrorCode.CONSENT_FAILED;
            case UnknownProvider _ -> ErrorCode.PROVIDER_NOT_FOUND;
            case TooSlow _ -> ErrorCode.AUTH_TIMEOUT;
            case ServerFault _ -> ErrorCode.SERVER_ERROR;
        };
    }

    /// The exact reason, in words that the audit trail keeps for good.
    default String reason() {
        return switch (this) {
            case UnreadableMessage(String whatToMend) -> "unreadable message: " + whatToMend;
            case OutOfOrder _ -> "message out of order";
            case InvalidConsent(ConsentFault fault) -> reasonOf(fault);
            case ConsentExpired _ -> "consent expired before the challenge was answered";
            case WrongAnswer _ -> "signature over the nonce does not hold";
            case KeyMismatch _ -> "agent id is bound to another key";
            case ConsentPredatesTermination _ ->
                    "consent was not given between the termination and now";
            case UnknownProvider _ -> "provider is not registered";
            case TooSlow(Phase phase) ->
                    "no message in time while " + phase.name().toLowerCase(Locale.ROOT);
            case ServerFault _ -> "internal error";
        };
    }

    private static String reasonOf(ConsentFault fault) {
        return switch (fault) {
            case ConsentFault.BadKey _ -> "public key is not acceptable";
            case ConsentFault.BadSignature _ -> "token signature does not hold";
            case ConsentFault.MalformedClaims(String whatToMend) ->
                    "malformed claims: " + whatToMend;
            case ConsentFault.NotYetValid _ -> "token is dated in the future";
            case ConsentFault.ExpiresBeforeIssued _ -> "token expires before it was issued";
            case ConsentFault.Expired _ -> "token has expired";
            case ConsentFault.IdentityMismatch _ -> "token was made for another agent id";
        };
    }
}
