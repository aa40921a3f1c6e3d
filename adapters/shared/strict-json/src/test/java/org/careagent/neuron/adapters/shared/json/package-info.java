@NullMarked
package org.careagent.neuron.adapters.shared.json;

import org.jspecify.annotations.NullMarked;
