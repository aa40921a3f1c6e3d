/// What can be asked for with a key, by subject.
@NullMarked
package org.careagent.neuron.adapters.inbound.rest.routes;

import org.jspecify.annotations.NullMarked;
