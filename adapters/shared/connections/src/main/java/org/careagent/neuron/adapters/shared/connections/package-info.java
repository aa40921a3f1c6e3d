/// What every TCP connection is held to, whatever is spoken over it: a limit on all of them
/// together, a deadline for each thing a peer is waited for, TLS, and an orderly end.
///
/// The wiring meets [Connections]; what is spoken over a connection meets [Connection].
@NullMarked
package org.careagent.neuron.adapters.shared.connections;

import org.jspecify.annotations.NullMarked;
