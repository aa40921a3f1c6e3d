/// JSON from strangers, read the strict way (handshake protocol, section 3).
@NullMarked
package org.careagent.neuron.adapters.shared.json;

import org.jspecify.annotations.NullMarked;
