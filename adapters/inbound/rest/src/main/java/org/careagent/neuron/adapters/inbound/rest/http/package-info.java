/// What every route has in common: who may call it, how often, how a request is read, and what
/// answers look like.
@NullMarked
package org.careagent.neuron.adapters.inbound.rest.http;

import org.jspecify.annotations.NullMarked;
