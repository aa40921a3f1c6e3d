package org.careagent.neuron.adapters.shared.connections;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;

/// The addresses that begin with the same bits.
///
/// @param addressBits how many bits an address has: 32 or 128
/// @param prefixBits how many of them are the same
/// @param prefix these bits
record Network(int addressBits, int prefixBits, BigInteger prefix) {
    private static final int IPV4_BITS = 32;
    private static final BigInteger IPV4_MAPPED = BigInteger.valueOf(0xFFFF);

    /// Reads an address, or an address and how many of its bits count, as in `10.0.0.0/8`.
    ///
    /// @throws IllegalArgumentException if `text` is neither
    static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address =
                Literals.address(slash < 0 ? text : text.substring(0, slash))
                        .map(InetAddress::getAddress)
                        .orElseThrow(() -> new IllegalArgumentException("not a network"));
        int addressBits = address.length * Byte.SIZE;
        int prefixBits = slash < 0 ? addressBits : wholeNumber(text.substring(slash + 1));
        if (prefixBits < 0 || prefixBits > addressBits) {
            throw new IllegalArgumentException("not a network");
        }
        return new Network(addressBits, prefixBits, prefix(address, prefixBits));
    }

    // In any spelling that the settings take for a whole number, 8.0 for one.
    private static int wholeNumber(String text) {
        try {
            return new BigDecimal(text).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not a network", e);
        }
    }

    /// An IPv4 address that is written as an IPv6 one is what it is.
    boolean contains(InetAddress address) {
        byte[] bytes = plain(address.getAddress());
        return bytes.length * Byte.SIZE == addressBits && prefix(bytes, prefixBits).equals(prefix);
    }

    private static byte[] plain(byte[] address) {
        int before = address.length * Byte.SIZE - IPV4_BITS;
        return prefix(address, before).equals(IPV4_MAPPED)
                ? Arrays.copyOfRange(address, before / Byte.SIZE, address.length)
                : address;
    }

    private static BigInteger prefix(byte[] address, int bits) {
        return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
    }
}
