package org.careagent.neuron.application.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careagent.neuron.application.flood.Floods.MOST_ADDRESSES;
import static org.careagent.neuron.application.flood.Floods.RECORDED_A_MINUTE;
import static org.careagent.neuron.application.handshake.DoorFixture.KEY;
import static org.careagent.neuron.application.handshake.DoorFixture.OTHER_KEY;
import static org.careagent.neuron.application.handshake.DoorFixture.START;
import static org.careagent.neuron.application.handshake.DoorFixture.answer;
import static org.careagent.neuron.application.handshake.DoorFixture.auth;

import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.port.AuditEvent;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;

final class FloodsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DoorFixture door = new DoorFixture();

    @Test
    void recordsAHundredRefusalsOfAnAddressAndCountsTheRest() {
        refusals(RECORDED_A_MINUTE + 23);

        assertThat(Collections.frequency(door.audited(), "Failed")).isEqualTo(RECORDED_A_MINUTE);
        assertThat(Collections.frequency(door.audited(), "Started")).isEqualTo(RECORDED_A_MINUTE);
        assertThat(door.audited()).doesNotContain("RefusalsCoalesced");

        door.clock.advance(MINUTE);

        assertThat(door.audit.events().getLast())
                .isEqualTo(new AuditEvent.RefusalsCoalesced("192.0.2.7", 23, START));
    }

    @Test
    void recordsAHundredAgainInTheNextMinute() {
        refusals(RECORDED_A_MINUTE + 1);
        door.clock.advance(MINUTE);

        refusals(1);

        assertThat(Collections.frequency(door.audited(), "Failed"))
                .isEqualTo(RECORDED_A_MINUTE + 1);
    }

    @Test
    void recordsAHandshakeThatCompletesInFullHoweverManyAreRefused() {
        refusals(RECORDED_A_MINUTE);
        int before = door.audited().size();

        var _ = door.visit().says(auth(KEY)).says(answer(KEY));

        assertThat(door.audited().subList(before, door.audited().size()))
                .containsExactly("Started", "RelationshipEstablished", "Completed");
    }

    @Test
    void takesNothingFromAnAddressForHandshakesThatComplete() {
        for (int i = 0; i < 3 * RECORDED_A_MINUTE; i++) {
            var _ = door.visit().says(auth(KEY)).says(answer(KEY));
        }

        refusals(1);

        assertThat(door.audited().getLast()).isEqualTo("Failed");
    }

    @Test
    void leavesOtherAddressesAlone() {
        refusals(RECORDED_A_MINUTE + 1);
        int before = door.audited().size();

        refuse(address(1));

        assertThat(door.audited()).hasSize(before + 2);
    }

    @Test
    void countsHandshakesThatBreakOffAsWell() {
        for (int i = 0; i < RECORDED_A_MINUTE + 5; i++) {
            door.visit().says(auth(KEY)).session.peerLeft();
        }

        assertThat(door.audited()).hasSize(RECORDED_A_MINUTE).containsOnly("Started");
    }

    @Test
    void sharesOneCountAmongTheAddressesThatAreTooMany() {
        for (int i = 0; i < MOST_ADDRESSES + 2 * RECORDED_A_MINUTE; i++) {
            var _ = door.visitFrom(address(i)).says(answer(KEY));
        }
        door.clock.advance(MINUTE);

        assertThat(Collections.frequency(door.audited(), "Failed"))
                .isEqualTo(MOST_ADDRESSES + RECORDED_A_MINUTE);
        assertThat(door.audit.events().getLast())
                .isEqualTo(
                        new AuditEvent.RefusalsCoalesced(Floods.OTHERS, RECORDED_A_MINUTE, START));
    }

    private void refusals(int count) {
        for (int i = 0; i < count; i++) {
            refuse(DoorFixture.SOURCE);
        }
    }

    private void refuse(SourceAddress source) {
        var _ = door.visitFrom(source).says(auth(KEY)).says(answer(OTHER_KEY));
    }

    private static SourceAddress address(int number) {
        return SourceAddress.of(ByteBuffer.allocate(4).putInt(0x0A000000 + number).array());
    }
}
