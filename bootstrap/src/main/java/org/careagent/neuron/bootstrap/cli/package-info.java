/// The commands: `java -jar neuron.jar <command>` (command line specification).
@NullMarked
package org.careagent.neuron.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
