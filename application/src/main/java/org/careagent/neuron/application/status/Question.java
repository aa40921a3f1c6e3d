package org.careagent.neuron.application.status;

import org.careagent.neuron.application.port.Workers;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Something that is asked on a thread of its own, because the answer may not come.
final class Question {
    private Question() {}

    /// The answer of `question`, or the exception that it throws.
    ///
    /// @param name of the thread
    static <T> CompletableFuture<T> asked(Workers workers, String name, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        var _ =
                workers.start(
                        name,
                        () -> {
                            try {
                                answer.complete(question.get());
                            } catch (RuntimeException | Error failure) {
                                answer.completeExceptionally(failure);
                            }
                        });
        return answer;
    }
}
