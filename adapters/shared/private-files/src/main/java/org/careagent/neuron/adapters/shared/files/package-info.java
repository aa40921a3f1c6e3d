/// Files and folders that only their owner may read, and locks between processes.
@NullMarked
package org.careagent.neuron.adapters.shared.files;

import org.jspecify.annotations.NullMarked;
