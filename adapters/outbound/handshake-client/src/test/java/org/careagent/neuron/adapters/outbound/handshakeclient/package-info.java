/// Tests of the patient agent, against Neurons that misbehave.
@NullMarked
package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.jspecify.annotations.NullMarked;
