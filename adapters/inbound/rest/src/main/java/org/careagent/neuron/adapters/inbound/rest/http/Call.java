package org.careagent.neuron.adapters.inbound.rest.http;

import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.domain.access.ApiKey;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A request that has come through the gate, to one route.
public final class Call {
    private final ApiKey caller;
    private final Map<String, String> places;
    private final Parameters parameters;
    private final Members body;
    private final Faults faults;

    Call(
            ApiKey caller,
            Map<String, String> places,
            Parameters parameters,
            Members body,
            Faults faults) {
        this.caller = caller;
        this.places = Map.copyOf(places);
        this.parameters = parameters;
        this.body = body;
        this.faults = faults;
    }

    /// Whose key it came with.
    public ApiKey caller() {
        return caller;
    }

    /// Whether it came with a key. Without one, [#caller] is good for what every provider may do.
    public boolean hasKey() {
        return Gate.isKey(caller);
    }

    /// On whose behalf something is done.
    public Actor actor() {
        return Actor.key(caller.id());
    }

    /// What stands in the place of that name in the path.
    public String place(String name) {
        return Optional.ofNullable(places.get(name)).orElseThrow();
    }

    /// What stands in the place of that name in the path, as `parser` reads it; empty if it cannot:
    /// then there is no such thing.
    public <T> Optional<T> place(String name, Function<String, Optional<T>> parser) {
        return parser.apply(place(name));
    }

    /// The parameters after the question mark.
    public Parameters parameters() {
        return parameters;
    }

    /// The members of the body.
    public Members body() {
        return body;
    }

    /// What `answer` gives, if nothing that was read is faulty, nor unknown; else 400 with all that
    /// is. To be called once everything was read.
    public Answer unlessFaulty(Supplier<Answer> answer) {
        parameters.refuseUnknown();
        body.refuseUnknown();
        return faults.isEmpty() ? answer.get() : Answer.faulty(faults.all());
    }
}
