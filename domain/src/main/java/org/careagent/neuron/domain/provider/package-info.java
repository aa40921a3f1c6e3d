/// The providers of the organisation.
@NullMarked
package org.careagent.neuron.domain.provider;

import org.jspecify.annotations.NullMarked;
