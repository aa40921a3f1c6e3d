/// Clients for tests that share no code with the Neuron: agents of patients and of providers, with
/// the JDK's WebSocket and the JDK's Ed25519, and one of the REST API, which reads its description.
@NullMarked
package org.careagent.neuron.bootstrap.client;

import org.jspecify.annotations.NullMarked;
