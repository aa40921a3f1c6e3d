package org.careagent.neuron.adapters.inbound.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

final class NeighboursTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.7.7",
                "::ffff:192.168.7.7",
                "fc00::1",
                "fdff::1"
            })
    void hasThoseOfPrivateNetworksNear(String address) throws Exception {
        assertThat(Neighbours.isNear(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "192.169.0.1",
                "100.64.0.1",
                "169.254.1.1",
                "::ffff:8.8.8.8",
                "2001:db8::1",
                "fe80::1",
                "fec0::1"
            })
    void hasNobodyElseNear(String address) throws Exception {
        assertThat(Neighbours.isNear(InetAddress.getByName(address))).isFalse();
    }
}
