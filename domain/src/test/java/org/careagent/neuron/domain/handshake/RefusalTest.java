package org.careagent.neuron.domain.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toMap;

import org.careagent.neuron.domain.consent.ConsentFault;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class RefusalTest {
    private static final Map<ConsentFault, ErrorCode> FAULTS =
            Map.of(
                    new ConsentFault.BadKey(), ErrorCode.CONSENT_FAILED,
                    new ConsentFault.BadSignature(), ErrorCode.CONSENT_FAILED,
                    new ConsentFault.MalformedClaims("exp is missing"), ErrorCode.INVALID_MESSAGE,
                    new ConsentFault.NotYetValid(), ErrorCode.CONSENT_FAILED,
                    new ConsentFault.ExpiresBeforeIssued(), ErrorCode.CONSENT_FAILED,
                    new ConsentFault.Expired(), ErrorCode.CONSENT_FAILED,
                    new ConsentFault.IdentityMismatch(), ErrorCode.CONSENT_FAILED);

    private static final Map<Refusal, ErrorCode> REFUSALS = refusals();

    private static Map<Refusal, ErrorCode> refusals() {
        Map<Refusal, ErrorCode> refusals =
                FAULTS.entrySet().stream()
                        .collect(
                                toMap(
                                        entry -> new Refusal.InvalidConsent(entry.getKey()),
                                        Map.Entry::getValue,
                                        (one, _) -> one,
                                        LinkedHashMap::new));
        refusals.put(new Refusal.UnreadableMessage("type is missing"), ErrorCode.INVALID_MESSAGE);
        refusals.put(new Refusal.OutOfOrder(), ErrorCode.INVALID_MESSAGE);
        refusals.put(new Refusal.ConsentExpired(), ErrorCode.CONSENT_FAILED);
        refusals.put(new Refusal.WrongAnswer(), ErrorCode.CONSENT_FAILED);
        refusals.put(new Refusal.KeyMismatch(), ErrorCode.CONSENT_FAILED);
        refusals.put(new Refusal.ConsentPredatesTermination(), ErrorCode.CONSENT_FAILED);
        refusals.put(new Refusal.UnknownProvider(), ErrorCode.PROVIDER_NOT_FOUND);
        refusals.put(new Refusal.TooSlow(Phase.AUTHENTICATING), ErrorCode.AUTH_TIMEOUT);
        refusals.put(new Refusal.TooSlow(Phase.CHALLENGED), ErrorCode.AUTH_TIMEOUT);
        refusals.put(new Refusal.ServerFault(), ErrorCode.SERVER_ERROR);
        return refusals;
    }

    @Test
    void isOneOfThoseBelow() {
        assertThat(REFUSALS.keySet().stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Refusal.class.getPermittedSubclasses());
        assertThat(FAULTS.keySet())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.<Class<?>>of(ConsentFault.class.getPermittedSubclasses()).toList());
    }

    @Test
    void hasTheCodeOfTheProtocol() {
        assertThat(REFUSALS)
                .allSatisfy((refusal, code) -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void usesEveryCode() {
        assertThat(REFUSALS.values()).contains(ErrorCode.values());
    }

    @Test
    void isToldFromEveryOtherInTheAuditTrail() {
        List<String> reasons = REFUSALS.keySet().stream().map(Refusal::reason).toList();

        assertThat(reasons).doesNotHaveDuplicates().allSatisfy(it -> assertThat(it).isNotBlank());
        assertThat(reasons)
                .contains(
                        "malformed claims: exp is missing",
                        "unreadable message: type is missing",
                        "no message in time while authenticating",
                        "no message in time while challenged");
    }
}
