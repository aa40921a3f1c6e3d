package org.careagent.neuron.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpAnswerTest {
    @Test
    void findsAHeaderInAnyCase() {
        HttpAnswer answer =
                new HttpAnswer(503, "HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\n\r\n");

        assertThat(answer.header("Retry-After")).contains("5");
        assertThat(answer.header("Upgrade")).isEmpty();
        assertThat(answer.isUpgrade()).isFalse();
    }
}
