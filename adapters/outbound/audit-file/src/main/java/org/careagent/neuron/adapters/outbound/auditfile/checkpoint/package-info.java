/// Signed checkpoints of the audit log: the RFC 6962 tree, C2SP tlog-checkpoint, C2SP signed note.
@NullMarked
package org.careagent.neuron.adapters.outbound.auditfile.checkpoint;

import org.jspecify.annotations.NullMarked;
