/// Making a backup of all that a Neuron keeps, while it works.
@NullMarked
package org.careagent.neuron.application.backup;

import org.jspecify.annotations.NullMarked;
