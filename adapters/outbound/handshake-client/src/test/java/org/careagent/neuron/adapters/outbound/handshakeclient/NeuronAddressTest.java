package org.careagent.neuron.adapters.outbound.handshakeclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;

/// What a person may type for the address of a Neuron.
class NeuronAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ws://localhost:3000, ws://localhost:3000/ws/handshake",
        "wss://clinic.example/, wss://clinic.example/ws/handshake",
        "https://clinic.example, wss://clinic.example/ws/handshake",
        "HTTP://clinic.example:80/door, ws://clinic.example:80/door",
        "ws://[::1]:3000/a?b=c, ws://[::1]:3000/a?b=c",
        "wss://clinic.example?b=c, wss://clinic.example/ws/handshake?b=c",
    })
    void isUnderstood(String text, URI address) {
        assertThat(NeuronAddress.parse(text))
                .isEqualTo(new NeuronAddress.Reading.Good(new NeuronAddress(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:3000, ws://localhost:3000/ws/handshake",
        "127.0.0.1, ws://127.0.0.1/ws/handshake",
        "clinic.example/door, wss://clinic.example/door",
    })
    void lacksItsScheme(String text, String meant) {
        assertThat(NeuronAddress.parse(text))
                .isEqualTo(
                        new NeuronAddress.Reading.Bad(
                                "URL must be the address of a Neuron, like"
                                        + " wss://clinic.example/ws/handshake; did you mean "
                                        + meant
                                        + " ?"));
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "a b",
        "ftp://clinic.example",
        "ws://",
        "ws:///door",
        "ws://me:secret@clinic.example",
        "ws://clinic.example/#top",
        "ws://clinic_one.example",
        "ws://clinic.example:99999"
    })
    void isNone(String text) {
        assertThat(NeuronAddress.parse(text))
                .isEqualTo(
                        new NeuronAddress.Reading.Bad(
                                "URL must be the address of a Neuron, like"
                                        + " wss://clinic.example/ws/handshake"));
    }
}
