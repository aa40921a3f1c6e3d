/// The configuration, read once at start and immutable from then on (configuration specification).
@NullMarked
package org.careagent.neuron.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
