/// How a provider's agent gets at its own stream of introductions (handshake protocol, section 6).
@NullMarked
package org.careagent.neuron.domain.entrance;

import org.jspecify.annotations.NullMarked;
