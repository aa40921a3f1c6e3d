/// Looks at an installation and says in plain words what is wrong with it and what to do; changes
/// nothing (command line specification, `doctor`).
@NullMarked
package org.careagent.neuron.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
