/// Floods of attempts from outside, and what is kept of them.
@NullMarked
package org.careagent.neuron.application.flood;

import org.jspecify.annotations.NullMarked;
