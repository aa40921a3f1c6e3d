@NullMarked
package org.careagent.neuron.adapters.shared.encoding;

import org.jspecify.annotations.NullMarked;
