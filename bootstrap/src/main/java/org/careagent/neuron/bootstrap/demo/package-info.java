/// One handshake on this machine, told step by step.
@NullMarked
package org.careagent.neuron.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
