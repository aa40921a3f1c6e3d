/// A patient agent for tests that shares no code with the Neuron: the JDK's WebSocket and the JDK's
/// Ed25519.
@NullMarked
package org.careagent.neuron.bootstrap.client;

import org.jspecify.annotations.NullMarked;
