/// What binds a patient to a provider, and what the store keeps of it (handshake protocol, section
/// 4).
@NullMarked
package org.careagent.neuron.domain.relationship;

import org.jspecify.annotations.NullMarked;
