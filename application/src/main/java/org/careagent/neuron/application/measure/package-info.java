/// Ports that are measured where they are used.
@NullMarked
package org.careagent.neuron.application.measure;

import org.jspecify.annotations.NullMarked;
