@NullMarked
package org.careagent.neuron.adapters.shared.files;

import org.jspecify.annotations.NullMarked;
