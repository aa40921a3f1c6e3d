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
        description = {
            "Show one handshake on this machine, told step by step.",
            "It leaves nothing behind."
        },
        footer = {
            "",
            "Example: neuron demo --keep",
            "Exit status: 0 the handshake was completed, 1 it was not, 2 wrong usage,",
            "70 internal error."
        })
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
