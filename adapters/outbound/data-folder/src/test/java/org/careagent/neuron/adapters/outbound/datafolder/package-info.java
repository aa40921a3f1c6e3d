@NullMarked
package org.careagent.neuron.adapters.outbound.datafolder;

import org.jspecify.annotations.NullMarked;
