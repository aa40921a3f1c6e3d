/// The Neuron under load: a process of its own, watched from outside.
@NullMarked
package org.careagent.neuron.load.server;

import org.jspecify.annotations.NullMarked;
