/// Patients' agents on raw sockets, well-behaved or not.
@NullMarked
package org.careagent.neuron.load.client;

import org.jspecify.annotations.NullMarked;
