/// Who is who: organisations and providers by NPI, agents by id and address.
@NullMarked
package org.careagent.neuron.domain.identity;

import org.jspecify.annotations.NullMarked;
