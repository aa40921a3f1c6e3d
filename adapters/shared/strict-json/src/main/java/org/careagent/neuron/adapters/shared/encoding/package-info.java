/// How bytes travel in text (handshake protocol, section 2).
@NullMarked
package org.careagent.neuron.adapters.shared.encoding;

import org.jspecify.annotations.NullMarked;
