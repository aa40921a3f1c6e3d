package org.careagent.neuron.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

class LatenciesTest {
    @Test
    void areReadByNearestRank() {
        Latencies latencies =
                new Latencies(
                        LongStream.rangeClosed(1, 200)
                                .map(it -> 201 - it)
                                .mapToObj(Duration::ofMillis)
                                .toList());

        assertThat(latencies.percentile(50)).isEqualTo(Duration.ofMillis(100));
        assertThat(latencies.percentile(99)).isEqualTo(Duration.ofMillis(198));
        assertThat(latencies.max()).isEqualTo(Duration.ofMillis(200));
        assertThat(latencies.percentile(0)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void areZeroWhereNothingWasMeasured() {
        assertThat(new Latencies(List.of()).max()).isZero();
    }
}
