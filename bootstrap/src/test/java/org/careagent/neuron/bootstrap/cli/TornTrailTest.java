package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A trail that was moved away is begun anew; a start that is killed meanwhile leaves a part of its
/// first line.
final class TornTrailTest {
    @TempDir private Path data;
    private Clinic clinic;

    @BeforeEach
    void workForADay() throws IOException {
        clinic = Clinic.in(data);
        var _ = clinic.open();
        clinic.stop();
    }

    @AfterEach
    void stop() {
        clinic.close();
    }

    @Test
    void aTornFirstLineOfATrailThatWasBegunAnewIsRepaired() throws IOException {
        moveTheTrailAway();
        Files.writeString(clinic.auditLog(), "{\"action\":\"audit.repai");

        var _ = clinic.open();
        clinic.stop();

        assertThat(actions())
                .containsExactly("audit.repaired", "audit.repaired", "neuron_start", "neuron_stop");
        assertThat(clinic.type("verify-audit").status()).isZero();
    }

    private void moveTheTrailAway() throws IOException {
        Path away = Files.createDirectory(data.resolve("away"));
        for (String name : List.of("audit.jsonl", "audit.tree", "audit.checkpoints")) {
            Files.move(data.resolve(name), away.resolve(name));
        }
    }

    private List<String> actions() throws IOException {
        return Files.readAllLines(clinic.auditLog()).stream()
                .map(line -> JsonMapper.shared().readTree(line).path("action").stringValue())
                .toList();
    }
}
