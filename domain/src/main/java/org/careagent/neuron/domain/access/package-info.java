/// Who may use the organisation's side of the Neuron, and for what (REST API, "Access").
@NullMarked
package org.careagent.neuron.domain.access;

import org.jspecify.annotations.NullMarked;
