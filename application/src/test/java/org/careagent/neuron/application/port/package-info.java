/// The contracts of the ports, and fakes that pass them.
@NullMarked
package org.careagent.neuron.application.port;

import org.jspecify.annotations.NullMarked;
