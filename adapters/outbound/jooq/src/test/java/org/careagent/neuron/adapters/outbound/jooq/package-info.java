/// Tests of the jOOQ adapter.
@NullMarked
package org.careagent.neuron.adapters.outbound.jooq;

import org.jspecify.annotations.NullMarked;
