package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.bootstrap.doctor.Doctor;
import org.careagent.neuron.bootstrap.doctor.Finding;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/// `neuron doctor`
@Command(
        name = "doctor",
        description = {
            "Say whether everything is all right, and what to do.",
            "Changes nothing, whether the Neuron runs or not."
        },
        footer = {
            "",
            "Example: neuron doctor --config clinic.yaml",
            "Exit status: 0 no faults, 1 a fault, 2 wrong usage."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ConfigOption config = new ConfigOption();

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        List<Finding> findings =
                new Doctor(InstantSource.system()).examine(config.path(), config.read());
        DoctorReport report = new DoctorReport(findings);
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            report.writeJson(out);
        } else {
            report.write(out, spec.commandLine().getColorScheme().ansi());
        }
        return report.exitStatus();
    }
}
