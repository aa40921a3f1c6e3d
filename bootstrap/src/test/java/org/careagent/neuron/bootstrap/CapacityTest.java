package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

class CapacityTest {
    private static final OpenFiles PLENTY = new OpenFiles(1_048_576, 50);

    private static Settings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("organization.npi", "1234567893");
        values.put("organization.name", "Test Practice");
        return SettingsReader.presetBut(values);
    }

    @Test
    void isCeilingAndQueueAndAThousandMoreByDefault() {
        Capacity capacity = Capacity.of(settings(Map.of()), PLENTY);
        assertThat(capacity.connections()).isEqualTo(1000 + 10_000 + 1000);
        assertThat(capacity.sessions()).isEqualTo(1000);
        assertThat(capacity.notes()).isEmpty();
    }

    @Test
    void isWhatIsConfigured() {
        Map<String, String> told =
                Map.of("server.maxConnections", "500", "websocket.maxConcurrentHandshakes", "400");
        Capacity capacity = Capacity.of(settings(told), PLENTY);
        assertThat(capacity.connections()).isEqualTo(500);
        assertThat(capacity.sessions()).isEqualTo(400);
        assertThat(capacity.notes()).isEmpty();
    }

    @Test
    void isNoMoreThanTheOpenFilesLeaveRoomFor() {
        Capacity capacity = Capacity.of(settings(Map.of()), new OpenFiles(300, 40));
        assertThat(capacity.connections()).isEqualTo(300 - 40 - Capacity.OTHER_FILES);
        assertThat(capacity.notes().getFirst())
                .contains("limit of 300 open files", "196 connections", "not 12000", "ulimit -n");
    }

    @Test
    void keepsSomeConnectionsFreeOfHandshakes() {
        Capacity capacity = Capacity.of(settings(Map.of()), new OpenFiles(300, 40));
        assertThat(capacity.sessions()).isEqualTo(196 - 196 / 4);
        assertThat(capacity.notes().getLast()).contains("147", "not 1000", "/health");
    }

    @Test
    void isRefusedWhenItWouldServeNobody() {
        OpenFiles few = new OpenFiles(50 + Capacity.OTHER_FILES, 40);
        assertThatThrownBy(() -> Capacity.of(settings(Map.of()), few))
                .isInstanceOf(TooFewFilesException.class)
                .hasMessageContaining("114 open files")
                .hasMessageContaining("ulimit -n");
    }

    @Test
    void goesByTheLimitOfThisProcess() {
        OpenFiles here = OpenFiles.ofThisProcess();
        assertThat(here.open()).isPositive();
        assertThat(here.limit()).isGreaterThan(here.open());
    }
}
