package org.careagent.neuron.application.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

final class SourceAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,            192.0.2.1",
        "255.255.255.255,      255.255.255.255",
        "2001:db8:1:2::1,      2001:db8:1:2::1",
        "2001:db8:1:2::1,      2001:db8:1:2:ffff:ffff:ffff:ffff",
        "::1,                  ::2"
    })
    void oneSource(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other)).hasSameHashCodeAs(of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,            192.0.2.2",
        "10.0.2.1,             192.0.2.1",
        "2001:db8:1:2::1,      2001:db8:1:3::1",
        "2001:db8:1:2::1,      2001:db9:1:2::1",
        "0.0.0.0,              ::",
        "255.255.255.255,      ffff:ffff:ffff:ffff::"
    })
    void twoSources(String one, String other) {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Test
    void anIpv4AddressWrittenAsAnIpv6OneIsWhatItIs() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 192, 0, 2, 1};

        assertThat(SourceAddress.of(mapped)).isEqualTo(of("192.0.2.1"));
    }

    @Test
    void oneThatOnlyLooksLikeThatIsAnIpv6One() {
        byte[] translated = {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, (byte) 192, 0, 2, 1};

        assertThat(SourceAddress.of(translated)).isEqualTo(of("::1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 8, 15, 17})
    void nothingElseIsAnAddress(int length) {
        assertThatThrownBy(() -> SourceAddress.of(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SourceAddress of(String literal) {
        return SourceAddress.of(InetAddress.ofLiteral(literal).getAddress());
    }

    @Test
    void isWrittenAsPeopleWriteIt() {
        byte[] six = new byte[16];
        six[0] = 0x20;
        six[1] = 1;
        six[2] = 0x0D;
        six[3] = (byte) 0xB8;
        six[7] = 1;
        six[15] = 9;

        assertThat(SourceAddress.of(new byte[] {(byte) 192, 0, 2, (byte) 255}).text())
                .isEqualTo("192.0.2.255");
        assertThat(SourceAddress.of(six).text()).isEqualTo("2001:db8:0:1::/64");
    }
}
