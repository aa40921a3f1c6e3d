package org.careagent.neuron.bootstrap;

import java.util.Objects;

/// The version of the running program.
public final class Version {
    private Version() {}

    /// As the jar's manifest has it; `development` when run from a folder of classes.
    public static String current() {
        return Objects.requireNonNullElse(
                Version.class.getPackage().getImplementationVersion(), "development");
    }
}
