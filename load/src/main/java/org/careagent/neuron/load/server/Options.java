package org.careagent.neuron.load.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What can be said on the command line.
///
/// @param jar the finished `neuron.jar`
/// @param storage `memory`, `h2` or `postgresql`
/// @param heap flags for the Neuron's JVM
/// @param tls whether the Neuron serves TLS
public record Options(Path jar, String storage, List<String> heap, boolean tls) {
    public Options {
        heap = List.copyOf(heap);
        if (!List.of("memory", "h2", "postgresql").contains(storage)) {
            throw new IllegalArgumentException(
                    "load.storage is memory, h2 or postgresql, not " + storage);
        }
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(
                    "there is no " + jar + "; build it first: mvn -B package -DskipTests");
        }
    }

    /// From the properties `load.jar`, `load.storage`, `load.heap` and `load.tls`.
    ///
    /// @throws IllegalArgumentException if something is wrong with them
    public static Options fromProperties() {
        return new Options(
                Path.of(System.getProperty("load.jar", "bootstrap/target/neuron.jar"))
                        .toAbsolutePath()
                        .normalize(),
                System.getProperty("load.storage", "memory"),
                List.of(System.getProperty("load.heap", "-Xmx1g").trim().split(" +", -1)),
                Boolean.getBoolean("load.tls"));
    }

    /// The same with a storage that survives a restart.
    public Options withFile() {
        return new Options(jar, "h2", heap, tls);
    }

    /// The same with a storage that survives a restart, if it does not have one.
    public Options durable() {
        return storage.equals("memory") ? withFile() : this;
    }

    /// The same with a JVM for a short life.
    public Options startingFast() {
        return new Options(
                jar,
                storage,
                Stream.concat(
                                heap.stream(),
                                Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"))
                        .toList(),
                tls);
    }

    /// In words.
    public String summary() {
        return "storage " + storage + ", " + String.join(" ", heap) + (tls ? ", TLS" : "");
    }
}
