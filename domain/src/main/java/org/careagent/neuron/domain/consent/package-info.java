/// The consent token and its claims, checked in the order of the handshake protocol, section 3.
@NullMarked
package org.careagent.neuron.domain.consent;

import org.jspecify.annotations.NullMarked;
