/// Assembles the Neuron: the one place that sees every module.
@NullMarked
package org.careagent.neuron.bootstrap;

import org.jspecify.annotations.NullMarked;
