package org.careagent.neuron.adapters.inbound.rest.http;

import java.util.function.Supplier;

/// Something that everybody may read, without a key. It has a path of its own, and no parameters.
public sealed interface PublicRoute {
    /// Where it is.
    String path();

    /// How things are now: no cache keeps it.
    ///
    /// @param answer gives it; what it throws is answered with 500
    record Live(String path, Supplier<Answer> answer) implements PublicRoute {}

    /// What stays as it is for as long as the Neuron runs.
    record Fixed(String path, Document document) implements PublicRoute {}
}
