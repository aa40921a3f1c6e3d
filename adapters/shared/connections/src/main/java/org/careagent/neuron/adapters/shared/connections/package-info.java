/// What every TCP connection is held to, whatever is spoken over it.
@NullMarked
package org.careagent.neuron.adapters.shared.connections;

import org.jspecify.annotations.NullMarked;
