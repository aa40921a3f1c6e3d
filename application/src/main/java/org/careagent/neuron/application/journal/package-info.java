/// Makes changes durable in storage and audit trail, both or, in the end, neither (handshake
/// protocol, section 9).
@NullMarked
package org.careagent.neuron.application.journal;

import org.jspecify.annotations.NullMarked;
