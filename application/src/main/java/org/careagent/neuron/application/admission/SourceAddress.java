package org.careagent.neuron.application.admission;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whom a connection counts for (handshake protocol, section 5): one IPv4 address, or one /64 of
/// IPv6, which is what a single subscriber has.
///
/// @param version 4 or 6
/// @param prefix the address's first 32 bits, or its first 64
public record SourceAddress(int version, long prefix) {
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    /// An IPv4 address that is written as an IPv6 one counts as what it is.
    ///
    /// @param address in network byte order
    /// @throws IllegalArgumentException if it has neither 4 nor 16 bytes
    public static SourceAddress of(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return switch (address.length) {
            case IPV4_LENGTH -> new SourceAddress(4, bytes.getInt());
            case IPV6_LENGTH -> {
                long first = bytes.getLong();
                boolean mapped = first == 0 && bytes.getInt() == 0xFFFF;
                yield mapped ? new SourceAddress(4, bytes.getInt()) : new SourceAddress(6, first);
            }
            default -> throw new IllegalArgumentException("an address has 4 or 16 bytes");
        };
    }

    /// How it is written for people: `192.0.2.7`, `2001:db8:0:1::/64`.
    public String text() {
        return version == 4 ? ipv4() : ipv6();
    }

    private String ipv4() {
        int bits = (int) prefix;
        return (bits >>> 24)
                + "."
                + (bits >>> 16 & 0xFF)
                + "."
                + (bits >>> 8 & 0xFF)
                + "."
                + (bits & 0xFF);
    }

    private String ipv6() {
        return Stream.of(48, 32, 16, 0)
                .map(shift -> Long.toHexString(prefix >>> shift & 0xFFFF))
                .collect(Collectors.joining(":", "", "::/64"));
    }
}
