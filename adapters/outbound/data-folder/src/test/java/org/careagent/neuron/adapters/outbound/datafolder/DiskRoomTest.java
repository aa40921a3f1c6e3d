package org.careagent.neuron.adapters.outbound.datafolder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

final class DiskRoomTest {
    @TempDir private Path folder;

    @Test
    void isThereWhileMoreIsFreeThanTheReserve() {
        assertThat(new DiskRoom(List.of(folder), 1).canWrite()).isTrue();
        assertThat(new DiskRoom(List.of(), 1).canWrite()).isTrue();
    }

    @Test
    void isGoneWhenTheReserveIsTouchedOnOneOfTheDisks() {
        assertThat(new DiskRoom(List.of(folder), Long.MAX_VALUE).canWrite()).isFalse();
    }

    @Test
    void isLeftToTheWriteWhereNobodyCanTell() {
        assertThat(new DiskRoom(List.of(folder.resolve("missing")), Long.MAX_VALUE).canWrite())
                .isTrue();
    }
}
