package org.careagent.neuron.domain.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Examines a token in the order of the handshake protocol, section 3: signature, then parsing,
/// then the form of the claims, then times, then identity. Nothing in a payload is parsed before
/// its signature holds.
public final class ConsentExaminer {
    /// How far ahead of our clock a token may be dated.
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private final SignatureVerifier signatures;
    private final ClaimsReader claims;

    /// @param signatures checks the token's signature
    /// @param claims reads the payload once the signature holds
    public ConsentExaminer(SignatureVerifier signatures, ClaimsReader claims) {
        this.signatures = signatures;
        this.claims = claims;
    }

    /// Examines `presentation` as of `now`. The same arguments always give the same verdict.
    public ConsentVerdict examine(Presentation presentation, Instant now) {
        ConsentToken token = presentation.token();
        SignatureCheck check =
                signatures.verify(presentation.key(), token.payload(), token.signature());
        return switch (check) {
            case SignatureCheck.BadKey() -> rejected(new ConsentFault.BadKey());
            case SignatureCheck.BadSignature() -> rejected(new ConsentFault.BadSignature());
            case SignatureCheck.Holds(PatientKey key) -> read(presentation, key, now);
        };
    }

    private ConsentVerdict read(Presentation presentation, PatientKey key, Instant now) {
        return switch (claims.read(presentation.token().payload())) {
            case ClaimsReading.Malformed(String whatToMend) ->
                    rejected(new ConsentFault.MalformedClaims(whatToMend));
            case ClaimsReading.Read(ConsentClaims read) -> judge(presentation, key, read, now);
        };
    }

    private static ConsentVerdict judge(
            Presentation presentation, PatientKey key, ConsentClaims claims, Instant now) {
        return fault(presentation, claims, now)
                .<ConsentVerdict>map(
                        fault -> new ConsentVerdict.Rejected(fault, Optional.of(claims.provider())))
                .orElseGet(() -> new ConsentVerdict.Accepted(consent(presentation, key, claims)));
    }

    private static Optional<ConsentFault> fault(
            Presentation presentation, ConsentClaims claims, Instant now) {
        if (claims.issuedAt().isAfter(now.plus(CLOCK_SKEW))) {
            return Optional.of(new ConsentFault.NotYetValid());
        }
        if (!claims.expiresAt().isAfter(claims.issuedAt())) {
            return Optional.of(new ConsentFault.ExpiresBeforeIssued());
        }
        if (!claims.expiresAt().isAfter(now)) {
            return Optional.of(new ConsentFault.Expired());
        }
        if (!claims.patient().equals(presentation.patient())) {
            return Optional.of(new ConsentFault.IdentityMismatch());
        }
        return Optional.empty();
    }

    private static Consent consent(
            Presentation presentation, PatientKey key, ConsentClaims claims) {
        return new Consent(
                claims.patient(),
                key,
                presentation.endpoint(),
                claims.provider(),
                claims.actions(),
                claims.issuedAt(),
                claims.expiresAt());
    }

    private static ConsentVerdict rejected(ConsentFault fault) {
        return new ConsentVerdict.Rejected(fault, Optional.empty());
    }
}
