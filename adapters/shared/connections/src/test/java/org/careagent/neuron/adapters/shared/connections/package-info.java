@NullMarked
package org.careagent.neuron.adapters.shared.connections;

import org.jspecify.annotations.NullMarked;
