package org.careagent.neuron.adapters.shared.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;

import org.careagent.neuron.application.admission.SourceAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// The client of the tables is 192.0.2.7 or 2001:db8:7::7, the proxies are in 10.0.0.0/8, fd00::/8
/// and 203.0.113.1, and what an attacker has made up is 6.6.6.6. Lines of a header are separated by
/// a slash.
final class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            TrustedProxies.of(List.of("10.0.0.0/8", "fd00::/8", "203.0.113.1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # one hop, two hops, all hops trusted
                    10.0.0.1    | 192.0.2.7                               | 192.0.2.7
                    203.0.113.1 | 192.0.2.7                               | 192.0.2.7
                    fd00::1     | 2001:db8:7::7                           | 2001:db8:7::7
                    10.0.0.1    | 192.0.2.7, 10.0.0.2                     | 192.0.2.7
                    10.0.0.1    | 192.0.2.7, fd00::2, 203.0.113.1         | 192.0.2.7
                    10.0.0.1    | 10.0.0.3, 10.0.0.2                      | 10.0.0.3
                    # nothing that was there before the last proxy is believed
                    10.0.0.1    | 6.6.6.6, 192.0.2.7                      | 192.0.2.7
                    10.0.0.1    | 6.6.6.6, 10.0.0.2, 192.0.2.7            | 192.0.2.7
                    10.0.0.1    | 10.0.0.2, 192.0.2.7                     | 192.0.2.7
                    10.0.0.1    | 6.6.6.6, 192.0.2.7, 10.0.0.2            | 192.0.2.7
                    # the lines of the header are one
                    10.0.0.1    | 6.6.6.6 / 192.0.2.7                     | 192.0.2.7
                    10.0.0.1    | 192.0.2.7 / 10.0.0.2                    | 192.0.2.7
                    10.0.0.1    | 6.6.6.6, 192.0.2.7 / 10.0.0.3, 10.0.0.2 | 192.0.2.7
                    # who is not trusted may say what it likes
                    192.0.2.7   | 6.6.6.6                                 | 192.0.2.7
                    203.0.113.2 | 6.6.6.6                                 | 203.0.113.2
                    11.0.0.1    | 6.6.6.6                                 | 11.0.0.1
                    fe00::1     | 6.6.6.6                                 | fe00::1
                    # spellings
                    10.0.0.1    | 192.0.2.7:4711                          | 192.0.2.7
                    10.0.0.1    | [2001:db8:7::7]                         | 2001:db8:7::7
                    10.0.0.1    | [2001:db8:7::7]:4711                    | 2001:db8:7::7
                    10.0.0.1    | 2001:DB8:7:0::7                         | 2001:db8:7::7
                    10.0.0.1    | ::ffff:192.0.2.7                        | 192.0.2.7
                    10.0.0.1    | 192.0.2.7, ::ffff:10.0.0.2              | 192.0.2.7
                    10.0.0.1    | 6.6.6.6,192.0.2.7                       | 192.0.2.7
                    10.0.0.1    | `  6.6.6.6 ,  192.0.2.7  `              | 192.0.2.7
                    # what is no address ends the search
                    10.0.0.1    | unknown                                 | 10.0.0.1
                    10.0.0.1    | 6.6.6.6, unknown                        | 10.0.0.1
                    10.0.0.1    | 6.6.6.6, unknown, 10.0.0.2              | 10.0.0.2
                    10.0.0.1    | 6.6.6.6, _hidden, 10.0.0.3, 10.0.0.2    | 10.0.0.3
                    10.0.0.1    | 6.6.6.6,                                | 10.0.0.1
                    10.0.0.1    | 6.6.6.6, , 10.0.0.2                     | 10.0.0.2
                    10.0.0.1    | localhost                               | 10.0.0.1
                    10.0.0.1    | client.example                          | 10.0.0.1
                    10.0.0.1    | 6.6                                     | 10.0.0.1
                    10.0.0.1    | 6                                       | 10.0.0.1
                    10.0.0.1    | 0x6.6.6.6                               | 10.0.0.1
                    10.0.0.1    | 6.6.6.256                               | 10.0.0.1
                    10.0.0.1    | 6.6.6.6.6                               | 10.0.0.1
                    10.0.0.1    | 6.6.6.6:                                | 10.0.0.1
                    10.0.0.1    | 6.6.6.6:port                            | 10.0.0.1
                    10.0.0.1    | 6.6.6.6 6.6.6.6                         | 10.0.0.1
                    10.0.0.1    | for=6.6.6.6                             | 10.0.0.1
                    10.0.0.1    | [2001:db8:6::6                          | 10.0.0.1
                    10.0.0.1    | 2001:db8:6::6]                          | 10.0.0.1
                    10.0.0.1    | [2001:db8:6::6]4711                     | 10.0.0.1
                    10.0.0.1    | [6.6.6.6]                               | 10.0.0.1
                    10.0.0.1    | 2001:db8:6::6::6                        | 10.0.0.1
                    10.0.0.1    | 2001:db8:6::6%eth0                      | 10.0.0.1
                    10.0.0.1    | ٦.٦.٦.٦                                 | 10.0.0.1
                    10.0.0.1    | ``                                      | 10.0.0.1
                    """)
    void xForwardedFor(String peer, String header, String source) {
        assertThat(sourceOf(peer, null, header)).isEqualTo(address(source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    10.0.0.1 | for=192.0.2.7                                         | 192.0.2.7
                    10.0.0.1 | For="192.0.2.7"                                       | 192.0.2.7
                    10.0.0.1 | for="192.0.2.7:4711"                                  | 192.0.2.7
                    10.0.0.1 | for="192.0.2.7:_port"                                 | 192.0.2.7
                    10.0.0.1 | FOR="[2001:db8:7::7]"                                 | 2001:db8:7::7
                    10.0.0.1 | for="[2001:db8:7::7]:4711"                            | 2001:db8:7::7
                    10.0.0.1 | for=2001:db8:7::7                                     | 2001:db8:7::7
                    10.0.0.1 | for=192.0.2.7;proto=https;by=10.0.0.1                 | 192.0.2.7
                    10.0.0.1 | by=10.0.0.1; for=192.0.2.7 ;                          | 192.0.2.7
                    10.0.0.1 | host="a,b;for=6.6.6.6";for=192.0.2.7                  | 192.0.2.7
                    10.0.0.1 | for=192.0.2.7;host=",for=6.6.6.6"                     | 192.0.2.7
                    10.0.0.1 | for=192.0.2.7, for=10.0.0.2                           | 192.0.2.7
                    10.0.0.1 | for=192.0.2.7 / for=10.0.0.2;by=10.0.0.1              | 192.0.2.7
                    10.0.0.1 | for=10.0.0.3,for="10.0.0.2"                           | 10.0.0.3
                    192.0.2.7 | for=6.6.6.6                                          | 192.0.2.7
                    # nothing that was there before the last proxy is believed
                    10.0.0.1 | for=6.6.6.6, for=192.0.2.7                            | 192.0.2.7
                    10.0.0.1 | for=6.6.6.6 / for=192.0.2.7                           | 192.0.2.7
                    10.0.0.1 | @garbage;;==, for=192.0.2.7                           | 192.0.2.7
                    10.0.0.1 | for="6.6.6.6 / for=192.0.2.7                          | 192.0.2.7
                    # what is no address ends the search
                    10.0.0.1 | for=unknown                                           | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6, for=unknown                              | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6, for=_hidden, for=10.0.0.2                | 10.0.0.2
                    10.0.0.1 | for=6.6.6.6, proto=https                              | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6,                                          | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6;for=6.6.6.6                               | 10.0.0.1
                    10.0.0.1 | for = 6.6.6.6                                         | 10.0.0.1
                    10.0.0.1 | for=" 6.6.6.6                                         | 10.0.0.1
                    10.0.0.1 | for="6.6.6.6"x                                        | 10.0.0.1
                    10.0.0.1 | for=x"6.6.6.6"                                        | 10.0.0.1
                    10.0.0.1 | for="6.6.6.6" proto=http                              | 10.0.0.1
                    10.0.0.1 | for="6\\.6.6.6"                                       | 10.0.0.1
                    10.0.0.1 | 6.6.6.6                                               | 10.0.0.1
                    10.0.0.1 | xfor=6.6.6.6                                          | 10.0.0.1
                    10.0.0.1 | for                                                   | 10.0.0.1
                    10.0.0.1 | for=                                                  | 10.0.0.1
                    10.0.0.1 | for=""                                                | 10.0.0.1
                    10.0.0.1 | for=client.example                                    | 10.0.0.1
                    10.0.0.1 | ``                                                    | 10.0.0.1
                    # a quote that is opened before what the proxy appends does not swallow that
                    10.0.0.1 | for=6.6.6.6;x=", for=192.0.2.7                        | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6;x=", for="192.0.2.7"                      | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6;x=", for="192.0.2.7";host="a"             | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6;x="\\, for="192.0.2.7"                    | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6;x=", for=192.0.2.7;host="a\\"b"           | 10.0.0.1
                    10.0.0.1 | for=6.6.6.6;x=", for=192.0.2.7;host=";y=\\""          | 10.0.0.1
                    """)
    void forwarded(String peer, String header, String source) {
        assertThat(sourceOf(peer, header, null)).isEqualTo(address(source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    for=192.0.2.7                | 192.0.2.7           | 192.0.2.7
                    for=6.6.6.6, for=192.0.2.7   | 192.0.2.7, 10.0.0.2 | 192.0.2.7
                    for="[2001:db8:7::7]"        | 2001:db8:7::8       | 2001:db8:7::7
                    for=6.6.6.6                  | 192.0.2.7           | 10.0.0.1
                    for=192.0.2.7                | 6.6.6.6             | 10.0.0.1
                    for=unknown                  | 192.0.2.7           | 10.0.0.1
                    for=192.0.2.7                | unknown             | 10.0.0.1
                    for=unknown                  | unknown             | 10.0.0.1
                    """)
    void bothHeadersMustSayTheSame(String forwarded, String xForwardedFor, String source) {
        assertThat(sourceOf("10.0.0.1", forwarded, xForwardedFor)).isEqualTo(address(source));
    }

    @Test
    void withoutAHeaderThePeerCounts() {
        assertThat(sourceOf("10.0.0.1", null, null)).isEqualTo(address("10.0.0.1"));
        assertThat(sourceOf("192.0.2.7", null, null)).isEqualTo(address("192.0.2.7"));
    }

    @Test
    void whoTrustsNobodyReadsNoHeader() {
        TrustedProxies nobody = TrustedProxies.of(List.of());

        assertThat(
                        nobody.sourceOf(
                                InetAddress.ofLiteral("127.0.0.1"),
                                headers("for=6.6.6.6", "6.6.6.6")))
                .isEqualTo(address("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 192.0.2.7", "198.51.100.1, 198.51.100.1"})
    void anIpv4PeerThatIsWrittenAsAnIpv6OneIsWhatItIs(String peer, String source)
            throws UnknownHostException {
        byte[] mapped = new byte[16];
        Arrays.fill(mapped, 10, 12, (byte) 0xFF);
        System.arraycopy(InetAddress.ofLiteral(peer).getAddress(), 0, mapped, 12, 4);
        InetAddress written = Inet6Address.getByAddress(null, mapped, -1);

        assertThat(PROXIES.sourceOf(written, headers(null, "192.0.2.7")))
                .isEqualTo(address(source));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8,       10.255.255.255, true",
        "10.1.2.3/8,       11.0.0.0,       false",
        "10.128.0.0/9,     10.127.0.0,     false",
        "10.128.0.0/9,     10.200.0.0,     true",
        "192.0.2.1/32,     192.0.2.1,      true",
        "192.0.2.1/32,     192.0.2.0,      false",
        "192.0.2.1/31,     192.0.2.0,      true",
        "192.0.2.1,        192.0.2.1,      true",
        "192.0.2.1,        192.0.2.2,      false",
        "0.0.0.0/0,        192.0.2.1,      true",
        "0.0.0.0/0,        ::1,            false",
        "::/0,             ::1,            true",
        "::/0,             192.0.2.1,      false",
        "::1/128,          ::1,            true",
        "::1/128,          ::2,            false",
        "::1,              ::1,            true",
        "fd00::/8,         fdff:1::1,      true",
        "fd00::/8,         fe00::1,        false",
        "2001:db8::/33,    2001:db8:8000::, false",
        "::ffff:10.0.0.0/8, 10.1.1.1,      true",
        "10.0.0.0/8.0,     10.1.1.1,       true",
        "10.0.0.0/1e1,     10.63.0.0,      true"
    })
    void trustsTheAddressesOfANetwork(String network, String peer, boolean trusted) {
        TrustedProxies proxies = TrustedProxies.of(List.of(network));

        SourceAddress source =
                proxies.sourceOf(InetAddress.ofLiteral(peer), headers(null, "198.51.100.1"));

        assertThat(source).isEqualTo(address(trusted ? "198.51.100.1" : peer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.0/8.5",
                "10.0.0.0/eight",
                "10.0.0.0/4294967304",
                "10.0.0.0/1e999999999",
                "10/8",
                "10.0.0/8",
                "10.0.0.0.0/8",
                "256.0.0.0/8",
                "::1/129",
                "[::1]/128",
                "fe80::1%eth0/128",
                "localhost",
                "proxy.example/32",
                " 10.0.0.0/8"
            })
    void nothingElseIsANetwork(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.2,", "10.0.0.2/", ",", "/", "\"", "for=10.0.0.2,", ";", "a=b;"})
    void longHeadersAreReadAsQuickly(String part) {
        String header = part.repeat(10_000);

        assertThat(sourceOf("10.0.0.1", header, null)).isNotNull();
        assertThat(sourceOf("10.0.0.1", null, header)).isNotNull();
    }

    @Test
    void aChainOfProxiesWithoutEndIsNotFollowedToItsEnd() {
        String header = "6.6.6.6" + ", 10.0.0.2".repeat(1_000);

        assertThat(sourceOf("10.0.0.1", null, header)).isEqualTo(address("10.0.0.2"));
    }

    private static SourceAddress sourceOf(
            String peer, @Nullable String forwarded, @Nullable String xForwardedFor) {
        return PROXIES.sourceOf(InetAddress.ofLiteral(peer), headers(forwarded, xForwardedFor));
    }

    private static Headers headers(@Nullable String forwarded, @Nullable String xForwardedFor) {
        WritableHeaders<?> headers = WritableHeaders.create();
        addLines(headers, HeaderNames.FORWARDED, forwarded);
        addLines(headers, HeaderNames.X_FORWARDED_FOR, xForwardedFor);
        return headers;
    }

    private static void addLines(
            WritableHeaders<?> headers, HeaderName name, @Nullable String lines) {
        if (lines != null) {
            headers.set(HeaderValues.create(name, lines.split("/", -1)));
        }
    }

    private static SourceAddress address(String literal) {
        return SourceAddress.of(InetAddress.ofLiteral(literal).getAddress());
    }
}
