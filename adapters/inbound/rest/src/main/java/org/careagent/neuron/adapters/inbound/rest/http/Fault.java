package org.careagent.neuron.adapters.inbound.rest.http;

/// One thing that is wrong with a request.
///
/// @param path points to it: a JSON pointer into the body, or `/` and the name of a parameter
/// @param message the rest of a sentence that begins with its name
record Fault(String path, String message) {}
