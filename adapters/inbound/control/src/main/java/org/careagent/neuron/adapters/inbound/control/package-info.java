/// Administration: what may be asked of a Neuron, what is answered, and the control socket over
/// which both go while it runs (command line and control socket specification).
@NullMarked
package org.careagent.neuron.adapters.inbound.control;

import org.jspecify.annotations.NullMarked;
