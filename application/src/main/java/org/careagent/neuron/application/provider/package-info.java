/// What the organisation does about its providers.
@NullMarked
package org.careagent.neuron.application.provider;

import org.jspecify.annotations.NullMarked;
