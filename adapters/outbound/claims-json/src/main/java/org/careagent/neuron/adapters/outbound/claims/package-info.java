/// Reads the claims of a consent token out of its JSON (handshake protocol, section 3).
@NullMarked
package org.careagent.neuron.adapters.outbound.claims;

import org.jspecify.annotations.NullMarked;
