/// What TLS is served with, read from files.
@NullMarked
package org.careagent.neuron.adapters.outbound.certificatefiles;

import org.jspecify.annotations.NullMarked;
