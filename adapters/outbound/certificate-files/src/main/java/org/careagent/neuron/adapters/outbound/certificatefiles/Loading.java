package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// What came of reading files: a `T`, or everything that is wrong with them.
public sealed interface Loading<T> {
    /// They are good.
    record Loaded<T>(T value) implements Loading<T> {}

    /// They are not.
    ///
    /// @param faults at least one
    record Faulty<T>(List<Fault> faults) implements Loading<T> {
        /// Keeps the list as it is now.
        public Faulty {
            faults = List.copyOf(faults);
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("what is faulty has a fault");
            }
        }
    }

    /// A single fault.
    static <T> Loading<T> faulty(String words, String advice) {
        return new Faulty<>(List.of(new Fault(words, advice)));
    }

    /// What `next` makes of it, if it is loaded.
    default <U> Loading<U> then(Function<? super T, Loading<U>> next) {
        return switch (this) {
            case Loaded<T>(T value) -> next.apply(value);
            case Faulty<T>(List<Fault> faults) -> new Faulty<>(faults);
        };
    }

    /// What `next` makes of it and of `other`, if both are loaded; else the faults of both.
    default <U, V> Loading<V> and(
            Loading<U> other, BiFunction<? super T, ? super U, Loading<V>> next) {
        return switch (this) {
            case Loaded<T>(T value) -> other.then(its -> next.apply(value, its));
            case Faulty<T>(List<Fault> faults) ->
                    new Faulty<>(Stream.concat(faults.stream(), other.faultsOrNone()).toList());
        };
    }

    private Stream<Fault> faultsOrNone() {
        return switch (this) {
            case Loaded<T> _ -> Stream.empty();
            case Faulty<T>(List<Fault> faults) -> faults.stream();
        };
    }
}
