package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.bootstrap.client.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The finished jar: how one process after another has the data.
@Timeout(300)
class StartAndStopIT {
    private static final String CONFIGURATION =
            """
            organization: {npi: "1234567893", name: Test Practice}
            server: {host: 127.0.0.1, port: 0}
            """;

    @TempDir private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("neuron.yaml"), CONFIGURATION);
    }

    @Test
    void stopsForGoodBeforeTheCommandReturns() throws IOException, InterruptedException {
        try (JarProcess neuron = JarProcess.start(folder, "start");
                Visit open = Visit.to(door(neuron));
                SocketChannel idle = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            JarProcess.Result stop = JarProcess.run(folder, "stop");

            assertThat(stop.exitStatus()).describedAs("%s", stop.output()).isZero();
            assertThat(stop.output()).containsExactly("stopped");
            DataFolder.claim(folder.resolve("data")).close();
            assertThat(socket()).doesNotExist();
            assertThat(idle.isOpen()).isTrue();
            assertThat(open.closeCode()).isEqualTo(1001);
            assertThat(neuron.result().exitStatus()).isZero();
        }
        assertThat(JarProcess.run(folder, "stop").exitStatus()).isEqualTo(69);
        assertThat(JarProcess.run(folder, "status").exitStatus()).isEqualTo(69);
    }

    @Test
    void startsWhereAKilledOneLeftItsSocket() throws IOException, InterruptedException {
        try (JarProcess neuron = JarProcess.start(folder, "start")) {
            var _ = door(neuron);
            assertThat(JarProcess.run(folder, "status").exitStatus()).isZero();
            neuron.kill();
        }
        assertThat(socket()).exists();
        assertThat(JarProcess.run(folder, "status").exitStatus()).isEqualTo(69);
        assertThat(JarProcess.run(folder, "provider", "list").exitStatus()).isZero();

        try (JarProcess neuron = JarProcess.start(folder, "start")) {
            var _ = door(neuron);
            assertThat(JarProcess.run(folder, "status").exitStatus()).isZero();
            assertThat(JarProcess.run(folder, "start").exitStatus()).isEqualTo(75);
        }
    }

    private Path socket() {
        return folder.resolve("data").resolve("neuron.sock");
    }

    private static URI door(JarProcess neuron) throws InterruptedException {
        String line = neuron.lineWith("ws://");
        String address = line.substring(line.indexOf("ws://"));
        assertThat(neuron.lineWith("Ready")).isNotBlank();
        return URI.create(address);
    }
}
