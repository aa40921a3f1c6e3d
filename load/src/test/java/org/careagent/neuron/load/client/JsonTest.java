package org.careagent.neuron.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {
    private static final String JSON =
            """
            {"ok":true,"data":{"active_sessions":2,"queued":498,"version":"0.1.0"}}
            """;

    @Test
    void findsTextsAndNumbers() {
        assertThat(Json.member(JSON, "active_sessions")).isEqualTo("2");
        assertThat(Json.member(JSON, "queued")).isEqualTo("498");
        assertThat(Json.member(JSON, "version")).isEqualTo("0.1.0");
        assertThat(Json.member(JSON, "nonce")).isEmpty();
    }
}
