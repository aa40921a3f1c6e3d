/// Looking at the audit trail, and having it verified.
@NullMarked
package org.careagent.neuron.application.audit;

import org.jspecify.annotations.NullMarked;
