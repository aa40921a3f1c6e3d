/// What the organisation does about the keys to its side of the Neuron.
@NullMarked
package org.careagent.neuron.application.access;

import org.jspecify.annotations.NullMarked;
