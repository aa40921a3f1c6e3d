/// Introductions as a stream: each provider's agent learns of each patient over a connection of its
/// own (handshake protocol, section 6).
@NullMarked
package org.careagent.neuron.application.introduction;

import org.jspecify.annotations.NullMarked;
