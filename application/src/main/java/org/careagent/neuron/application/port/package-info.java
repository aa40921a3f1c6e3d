/// What the application needs from the outside. Each port has a contract test in this module's test
/// jar, which every adapter and every fake passes.
@NullMarked
package org.careagent.neuron.application.port;

import org.jspecify.annotations.NullMarked;
