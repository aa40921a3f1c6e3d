/// What a Neuron keeps in its data folder beside database and audit log: its lock, its node id, its
/// key (configuration specification, `storage.path`).
@NullMarked
package org.careagent.neuron.adapters.outbound.datafolder;

import org.jspecify.annotations.NullMarked;
