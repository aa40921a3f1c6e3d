/// The HTTP side of the front door (REST API specification).
@NullMarked
package org.careagent.neuron.adapters.inbound.rest;

import org.jspecify.annotations.NullMarked;
