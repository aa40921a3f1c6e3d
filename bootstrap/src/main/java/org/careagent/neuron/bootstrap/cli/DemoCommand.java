package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.demo.Demo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;

/// `neuron demo`
@Command(
        name = "demo",
        description = "One handshake on this machine, told step by step; leaves nothing behind.",
        footer = {"", "Example: neuron demo --keep"})
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--keep", description = "Go on serving, for a client of your own.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = System.out;
        try (Demo demo = Demo.start(out);
                StopHook hook = StopHook.closing(demo)) {
            boolean completed = demo.tell();
            if (completed && keep) {
                hook.done();
                demo.invite();
                hook.await();
            }
            return completed ? ExitStatus.DONE : ExitStatus.NO;
        }
    }
}
