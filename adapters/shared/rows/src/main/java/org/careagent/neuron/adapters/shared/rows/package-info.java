/// How the Neuron shows what it keeps.
@NullMarked
package org.careagent.neuron.adapters.shared.rows;

import org.jspecify.annotations.NullMarked;
