@NullMarked
package org.careagent.neuron.adapters.inbound.websocket.transport;

import org.jspecify.annotations.NullMarked;
