/// The audit trail as a hash-chained file of JSON lines (audit log specification).
@NullMarked
package org.careagent.neuron.adapters.outbound.auditfile;

import org.jspecify.annotations.NullMarked;
