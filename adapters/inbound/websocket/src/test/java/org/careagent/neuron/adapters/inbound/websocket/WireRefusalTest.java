package org.careagent.neuron.adapters.inbound.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.careagent.neuron.domain.consent.ConsentFault;
import org.careagent.neuron.domain.handshake.ErrorCode;
import org.careagent.neuron.domain.handshake.Phase;
import org.careagent.neuron.domain.handshake.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.List;
import java.util.stream.Stream;

/// The table of the handshake protocol, section 4: one row for every reason there is.
final class WireRefusalTest {
    private static final List<Row> ROWS =
            List.of(
                    row(new Refusal.UnreadableMessage("mend it"), ErrorCode.INVALID_MESSAGE, 4002),
                    row(new Refusal.OutOfOrder(), ErrorCode.INVALID_MESSAGE, 4002),
                    row(new ConsentFault.BadKey(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new ConsentFault.BadSignature(), ErrorCode.CONSENT_FAILED, 4003),
                    row(
                            new ConsentFault.MalformedClaims("mend it"),
                            ErrorCode.INVALID_MESSAGE,
                            4003),
                    row(new ConsentFault.NotYetValid(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new ConsentFault.ExpiresBeforeIssued(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new ConsentFault.Expired(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new ConsentFault.IdentityMismatch(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new Refusal.ConsentExpired(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new Refusal.WrongAnswer(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new Refusal.KeyMismatch(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new Refusal.ConsentPredatesTermination(), ErrorCode.CONSENT_FAILED, 4003),
                    row(new Refusal.UnknownProvider(), ErrorCode.PROVIDER_NOT_FOUND, 4003),
                    row(new Refusal.TooSlow(Phase.AUTHENTICATING), ErrorCode.AUTH_TIMEOUT, 4001),
                    row(new Refusal.TooSlow(Phase.CHALLENGED), ErrorCode.AUTH_TIMEOUT, 4001),
                    row(new Refusal.ServerFault(), ErrorCode.SERVER_ERROR, 1011));

    @Test
    void hasARowForEveryReason() {
        assertThat(ROWS.stream().<Class<?>>map(row -> row.refusal().getClass()))
                .contains(Refusal.class.getPermittedSubclasses());
        assertThat(ROWS.stream().flatMap(WireRefusalTest::faultsIn).<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(ConsentFault.class.getPermittedSubclasses());
        assertThat(ROWS).extracting(Row::code).contains(ErrorCode.values());
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void hasTheCodesOfTheProtocol(Row row) {
        assertThat(WireRefusal.of(row.refusal()))
                .extracting(WireRefusal::code, WireRefusal::closeCode)
                .containsExactly(row.code(), row.closeCode());
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void saysSomethingInOneLine(Row row) {
        assertThat(textOf(row.refusal())).isNotBlank().isEqualTo(textOf(row.refusal()).strip());
        assertThat(textOf(row.refusal()).lines()).hasSize(1);
    }

    @Test
    void tellsNoStrangerWhetherThereIsARelationship() {
        assertThat(
                        Stream.of(
                                        new Refusal.KeyMismatch(),
                                        new Refusal.ConsentPredatesTermination(),
                                        new Refusal.InvalidConsent(
                                                new ConsentFault.IdentityMismatch()))
                                .map(WireRefusal::of)
                                .distinct())
                .hasSize(1);
    }

    @Test
    void saysTheSameOfAnExpiredTokenWheneverItIsNoticed() {
        assertThat(WireRefusal.of(new Refusal.ConsentExpired()))
                .isEqualTo(WireRefusal.of(new Refusal.InvalidConsent(new ConsentFault.Expired())));
    }

    @Test
    void saysNothingOfWhatFailedInside() {
        assertThat(textOf(new Refusal.ServerFault())).isEqualTo("Internal server error");
    }

    @Test
    void passesOnWhatIsToMend() {
        assertThat(textOf(new Refusal.UnreadableMessage("type is missing.")))
                .isEqualTo("type is missing.");
        assertThat(
                        textOf(
                                new Refusal.InvalidConsent(
                                        new ConsentFault.MalformedClaims("exp is missing."))))
                .endsWith(" exp is missing.");
    }

    /// RFC 6455, section 5.5: a control frame holds 125 bytes, two of them the code.
    @ParameterizedTest
    @EnumSource
    void hasACodeThatFitsACloseFrame(ErrorCode code) {
        assertThat(code.name().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(123);
    }

    private static String textOf(Refusal refusal) {
        return WireRefusal.of(refusal).message();
    }

    private static Stream<ConsentFault> faultsIn(Row row) {
        return row.refusal() instanceof Refusal.InvalidConsent(ConsentFault fault)
                ? Stream.of(fault)
                : Stream.empty();
    }

    private static Row row(Refusal refusal, ErrorCode code, int closeCode) {
        return new Row(refusal, code, closeCode);
    }

    private static Row row(ConsentFault fault, ErrorCode code, int closeCode) {
        return row(new Refusal.InvalidConsent(fault), code, closeCode);
    }

    record Row(Refusal refusal, ErrorCode code, int closeCode) {}
}
