/// Verifies Ed25519 signatures: what a key and a signature must look like is decided here, before
/// any provider of the arithmetic sees them.
@NullMarked
package org.careagent.neuron.adapters.outbound.ed25519;

import org.jspecify.annotations.NullMarked;
