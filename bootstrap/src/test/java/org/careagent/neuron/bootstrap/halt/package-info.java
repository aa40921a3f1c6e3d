/// A Neuron that stops between any two steps of making a change durable, and what the next start
/// finds.
@NullMarked
package org.careagent.neuron.bootstrap.halt;

import org.jspecify.annotations.NullMarked;
