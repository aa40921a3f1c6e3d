/// What the organisation does about relationships.
@NullMarked
package org.careagent.neuron.application.relationship;

import org.jspecify.annotations.NullMarked;
