package org.careagent.neuron.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.domain.consent.ConsentSample.NOW;
import static org.careagent.neuron.domain.consent.ConsentSample.OTHER_KEY;
import static org.careagent.neuron.domain.consent.ConsentSample.VALID;

import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class ConsentExaminerTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final ClaimsReader NEVER_ASKED =
            _ -> {
                throw new AssertionError("read before the signature holds");
            };

    private static ConsentVerdict examine(Presentation presentation) {
        return new ConsentExaminer(new JdkSignatureVerifier(), new LineClaimsReader())
                .examine(presentation, NOW);
    }

    private static ConsentVerdict rejected(ConsentFault fault) {
        return new ConsentVerdict.Rejected(fault, Optional.empty());
    }

    private static ConsentVerdict rejectedAfterReading(ConsentFault fault) {
        return new ConsentVerdict.Rejected(fault, Optional.of(VALID.provider()));
    }

    // `sample` as an agent presents it that goes by `id`.
    private static Presentation presentedAs(String id, ConsentSample sample) {
        Presentation presented = sample.presentedBy(KEY);
        return new Presentation(
                presented.token(), new AgentId(id), presented.key(), presented.endpoint());
    }

    @Test
    void acceptsATokenThatHolds() {
        assertThat(examine(VALID.presentedBy(KEY)))
                .isEqualTo(new ConsentVerdict.Accepted(VALID.verified(KEY.publicKey())));
    }

    @Test
    void givesTheSameVerdictEveryTime() {
        Presentation presentation = VALID.presentedBy(KEY);

        assertThat(examine(presentation)).isEqualTo(examine(presentation));
    }

    @Nested
    class TheSignature {
        @Test
        void isCheckedOverExactlyTheBytesThatCameAndThenTheyAreRead() {
            Presentation presentation = VALID.presentedBy(KEY);
            List<Object> asked = new ArrayList<>();
            SignatureVerifier signatures =
                    (key, message, signature) -> {
                        asked.addAll(List.of(key, message, signature));
                        return new SignatureCheck.Holds(KEY.publicKey());
                    };
            ClaimsReader claims =
                    payload -> {
                        asked.add(payload);
                        return new ClaimsReading.Read(VALID.claims());
                    };

            ConsentVerdict verdict =
                    new ConsentExaminer(signatures, claims).examine(presentation, NOW);

            Bytes payload = presentation.token().payload();
            assertThat(verdict).isInstanceOf(ConsentVerdict.Accepted.class);
            assertThat(asked)
                    .containsExactly(
                            presentation.key(), payload, presentation.token().signature(), payload);
        }

        @Test
        void isFollowedByNothingIfTheKeyIsBad() {
            ConsentExaminer examiner =
                    new ConsentExaminer((_, _, _) -> new SignatureCheck.BadKey(), NEVER_ASKED);

            assertThat(examiner.examine(VALID.presentedBy(KEY), NOW))
                    .isEqualTo(rejected(new ConsentFault.BadKey()));
        }

        @Test
        void isFollowedByNothingIfItDoesNotHold() {
            ConsentExaminer examiner =
                    new ConsentExaminer(
                            (_, _, _) -> new SignatureCheck.BadSignature(), NEVER_ASKED);

            assertThat(examiner.examine(VALID.presentedBy(KEY), NOW))
                    .isEqualTo(rejected(new ConsentFault.BadSignature()));
        }

        @Test
        void mustBeThatOfThePresentedKey() {
            Presentation presented = VALID.presentedBy(KEY);
            Presentation underAnotherKey =
                    new Presentation(
                            presented.token(),
                            presented.patient(),
                            SigningKey.generate().presented(),
                            presented.endpoint());

            assertThat(examine(underAnotherKey))
                    .isEqualTo(rejected(new ConsentFault.BadSignature()));
        }

        @Test
        void yieldsTheKeyOfTheConsent() {
            ConsentExaminer examiner =
                    new ConsentExaminer(
                            (_, _, _) -> new SignatureCheck.Holds(OTHER_KEY),
                            new LineClaimsReader());

            assertThat(examiner.examine(VALID.presentedBy(KEY), NOW))
                    .isEqualTo(new ConsentVerdict.Accepted(VALID.verified(OTHER_KEY)));
        }
    }

    @Test
    void rejectsMalformedClaimsAsTheReaderFoundThem() {
        ConsentExaminer examiner =
                new ConsentExaminer(
                        new JdkSignatureVerifier(),
                        _ -> new ClaimsReading.Malformed("exp is missing"));

        assertThat(examiner.examine(VALID.presentedBy(KEY), NOW))
                .isEqualTo(rejected(new ConsentFault.MalformedClaims("exp is missing")));
    }

    @Nested
    class Times {
        private static ConsentVerdict examineIssued(Instant iat, Instant exp) {
            return examine(VALID.withIssuedAt(iat).withExpiresAt(exp).presentedBy(KEY));
        }

        @ParameterizedTest
        @CsvSource({"-P3650D", "-PT1S", "PT0S", "PT59S", "PT60S"})
        void mayLieUpToAMinuteAhead(Duration ahead) {
            assertThat(examineIssued(NOW.plus(ahead), NOW.plusSeconds(3_600)))
                    .isInstanceOf(ConsentVerdict.Accepted.class);
        }

        @ParameterizedTest
        @CsvSource({"PT60.000000001S", "PT60.001S", "PT61S", "PT59M"})
        void mayNotLieFurtherAhead(Duration ahead) {
            assertThat(examineIssued(NOW.plus(ahead), NOW.plusSeconds(3_600)))
                    .isEqualTo(rejectedAfterReading(new ConsentFault.NotYetValid()));
        }

        @ParameterizedTest
        @CsvSource({"PT0.000000001S", "PT1S", "P3650D"})
        void mayEndAtAnyLaterTime(Duration left) {
            assertThat(examineIssued(NOW.minusSeconds(60), NOW.plus(left)))
                    .isInstanceOf(ConsentVerdict.Accepted.class);
        }

        @ParameterizedTest
        @CsvSource({"PT0S", "-PT0.000000001S", "-PT1S", "-PT59S"})
        void mayNotHaveEnded(Duration left) {
            assertThat(examineIssued(NOW.minusSeconds(60), NOW.plus(left)))
                    .isEqualTo(rejectedAfterReading(new ConsentFault.Expired()));
        }

        @ParameterizedTest
        @CsvSource({"-PT60S", "PT0S", "PT30S"})
        void mustBeTheBeginningBeforeTheEnd(Duration ahead) {
            Instant iat = NOW.plus(ahead);

            assertThat(examineIssued(iat, iat))
                    .isEqualTo(rejectedAfterReading(new ConsentFault.ExpiresBeforeIssued()));
            assertThat(examineIssued(iat, iat.minusSeconds(1)))
                    .isEqualTo(rejectedAfterReading(new ConsentFault.ExpiresBeforeIssued()));
        }

        @Test
        void areJudgedFromTheBeginningToTheEnd() {
            assertThat(examineIssued(NOW.plusSeconds(61), NOW.minusSeconds(1)))
                    .isEqualTo(rejectedAfterReading(new ConsentFault.NotYetValid()));
        }

        @Test
        void areJudgedBeforeTheIdentity() {
            ConsentSample expired = VALID.withExpiresAt(NOW);

            assertThat(examine(presentedAs("another", expired)))
                    .isEqualTo(rejectedAfterReading(new ConsentFault.Expired()));
        }
    }

    @Nested
    class TheIdentity {
        @ParameterizedTest
        @ValueSource(strings = {"another", "Patient-7", "patient-7 ", "patient-77", "patient-７"})
        void mustBeTheOneOfTheMessage(String id) {
            assertThat(examine(presentedAs(id, VALID)))
                    .isEqualTo(rejectedAfterReading(new ConsentFault.IdentityMismatch()));
        }

        @Test
        void isComparedCharacterByCharacterAndNotAsItLooks() {
            ConsentSample composed = VALID.withPatient("ren\u00e9");

            assertThat(examine(presentedAs("rene\u0301", composed)))
                    .isEqualTo(rejectedAfterReading(new ConsentFault.IdentityMismatch()));
        }
    }
}
