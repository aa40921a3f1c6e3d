/// What the Neuron says about itself.
@NullMarked
package org.careagent.neuron.application.status;

import org.jspecify.annotations.NullMarked;
