package org.careagent.neuron.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * The jar's entry. Compiled for Java 8, so that an older Java says in one line what is needed,
 * where loading anything else in the jar would end in a class-version error.
 */
public final class Launcher {
    private static final int NEEDED = 25;
    // As ./neuron says it: what is needed is not there.
    private static final int UNAVAILABLE = 69;

    private Launcher() {}

    /** Hands over to the program proper, if this Java can run it. */
    public static void main(String[] args) throws Throwable {
        String running = System.getProperty("java.specification.version");
        if (majorOf(running) < NEEDED) {
            System.err.println(
                    "neuron: needs Java "
                            + NEEDED
                            + " or newer, but this is Java "
                            + running
                            + "; install a JDK "
                            + NEEDED
                            + " and start it with that one's java");
            System.exit(UNAVAILABLE);
        }
        try {
            Class.forName("org.careagent.neuron.bootstrap.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static int majorOf(String version) {
        String[] parts = version.split("\\.");
        return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
    }
}
