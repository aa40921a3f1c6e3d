package org.careagent.neuron.load.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Looks at a Neuron's process from outside: `jcmd`, and Linux's `/proc`.
public final class Gauges {
    private static final int NO_PORT = 0;

    private final ProcessHandle process;
    private final int port;

    Gauges(ProcessHandle process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Watches the clients.
    public static Gauges ofThisProcess() {
        return new Gauges(ProcessHandle.current(), NO_PORT);
    }

    /// The heap in use after a full collection, in bytes.
    public long usedHeap() throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        var _ = Tool.run("jcmd", pid, "GC.run");
        return HeapInfo.used(Tool.run("jcmd", pid, "GC.heap_info"));
    }

    /// How many threads of the operating system it has.
    public long threads() throws IOException {
        return ofStatus("Threads:");
    }

    /// How much memory it has in RAM, heap and all else, in bytes.
    public long residentMemory() throws IOException {
        return ofStatus("VmRSS:") << 10;
    }

    private long ofStatus(String name) throws IOException {
        return Files.readAllLines(proc("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /// How many sockets it has open.
    public long sockets() throws IOException {
        try (Stream<Path> files = Files.list(proc("fd"))) {
            return files.filter(Gauges::isSocket).count();
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException _) {
            // Closed since it was listed.
            return false;
        }
    }

    /// How much processor time it has used.
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// How many bytes have come for it that it has not read yet.
    public long unread() throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        return sockets(Path.of("/proc/net/tcp"), local) + sockets(Path.of("/proc/net/tcp6"), local);
    }

    // Of each socket: sl local_address rem_address st tx_queue:rx_queue …; state 01 is established.
    private static long sockets(Path table, String local) throws IOException {
        if (!Files.exists(table)) {
            return 0;
        }
        return Files.readAllLines(table).stream()
                .map(line -> List.of(line.strip().split("[ ]+", -1)))
                .filter(socket -> socket.get(1).endsWith(local) && socket.get(3).equals("01"))
                .mapToLong(socket -> Long.parseLong(socket.get(4).split(":", 2)[1], 16))
                .sum();
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }
}
