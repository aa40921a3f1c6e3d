/// Programs that put a load on a Neuron and say whether what is promised holds (docs/LOAD.md). They
/// are clients: they start the finished jar as a process of its own and share no code with it.
@NullMarked
package org.careagent.neuron.load;

import org.jspecify.annotations.NullMarked;
