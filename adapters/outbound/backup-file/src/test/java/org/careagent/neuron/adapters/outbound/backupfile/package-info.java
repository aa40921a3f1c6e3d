/// All that a Neuron keeps, in one file that is of no one kind of storage.
@NullMarked
package org.careagent.neuron.adapters.outbound.backupfile;

import org.jspecify.annotations.NullMarked;
