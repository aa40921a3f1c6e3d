package org.careagent.neuron.load.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `jcmd PID GC.heap_info` prints, whatever the collector.
final class HeapInfo {
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)([KMG])\\b");

    private HeapInfo() {}

    /// The heap in use, in bytes: one line with G1 or ZGC, one a generation with the others.
    static long used(String heapInfo) {
        return heapInfo.lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .mapToLong(HeapInfo::usedOfLine)
                .sum();
    }

    private static long usedOfLine(String line) {
        Matcher matcher = USED.matcher(line);
        if (!matcher.find()) {
            return 0;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "K" -> amount << 10;
            case "M" -> amount << 20;
            default -> amount << 30;
        };
    }
}
